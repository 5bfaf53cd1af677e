using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// An experiment with everything inferred: what the rules check, the emitter prints and <c>describe</c> shows.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Method">The method with its settings, and what several methods have.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="Projector">
/// The projection head, with the encoder's features as its input; <see cref="HeadModel.None"/> of a method without one.
/// </param>
/// <param name="Views">The augmentation family.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Training">Settings of the run.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Schedule">The schedule; <see langword="null"/> keeps the rate constant.</param>
/// <param name="Images">What is known of the images; <see langword="null"/> if nothing is.</param>
internal sealed record ExperimentModel(
    TypeName Type,
    MethodModel Method,
    EncoderModel Encoder,
    HeadModel Projector,
    ViewsModel Views,
    LossModel Loss,
    TrainingModel Training,
    OptimizerModel Optimizer,
    ScheduleModel? Schedule,
    ImagesModel? Images
) : DeclaredModel(Type)
{
    /// <summary>The row of a paper that gives the settings which are not written, or <see langword="null"/>.</summary>
    public PaperRecipe? Recipe { get; init; }

    /// <summary>
    /// Index of the attribute that names the recipe, among the class's attributes of the language, or none.
    /// </summary>
    public AttributeIndex RecipeAttribute { get; init; }

    /// <summary>The augmentation family of the second view, where it is another one than <see cref="Views"/>.</summary>
    public ViewsModel? SecondViews { get; init; }

    /// <summary>The method's name as the field writes it, the version included.</summary>
    public string MethodName => Method.Name(Loss);

    /// <summary>The same with the paper in parentheses.</summary>
    public string CitedMethod => MethodName + " (" + Method.Paper + ")";

    /// <inheritdoc cref="MethodModel.Predictor"/>
    public HeadModel? Predictor => Method.Predictor;

    /// <inheritdoc cref="MethodModel.Momentum"/>
    public MomentumModel? Momentum => Method.Momentum;

    /// <inheritdoc cref="MethodModel.Queue"/>
    public QueueModel? Queue => Method.Queue;

    /// <inheritdoc cref="MethodModel.Bank"/>
    public BankModel? Bank => Method.Bank;

    /// <inheritdoc cref="MethodModel.Pretext"/>
    public PretextModel? Pretext => Method.Pretext;

    /// <inheritdoc cref="MethodModel.LocalViews"/>
    public LocalViewsModel? LocalViews => Method.LocalViews;

    /// <inheritdoc cref="MethodModel.Grid"/>
    public GridModel? Grid => Method.Grid;

    /// <inheritdoc cref="MethodModel.KeyEncoder"/>
    public EncoderModel? KeyEncoder => Method.KeyEncoder;

    /// <inheritdoc cref="MethodModel.KeyProjector"/>
    public HeadModel? KeyProjector => Method.KeyProjector;

    /// <summary>The encoders that gradients train, that of the features first.</summary>
    public IEnumerable<EncoderModel> Encoders => new[] { Encoder, KeyEncoder }.OfType<EncoderModel>();

    /// <summary>The heads that gradients train, that of the features first.</summary>
    public IEnumerable<HeadModel> Heads =>
        new[] { Projector, Predictor, Pretext?.Head, KeyProjector }.OfType<HeadModel>();

    /// <inheritdoc cref="MethodModel.ViewCount"/>
    public int ViewCount => Method.ViewCount;

    /// <inheritdoc cref="MethodModel.NeedsLabels"/>
    public bool NeedsLabels => Method.NeedsLabels;

    /// <summary>
    /// Side of the images that the encoder sees in a step, in pixels: that of a patch where they are cut into a grid.
    /// </summary>
    public int ViewSize => Grid?.Patch ?? Encoder.ImageSize;

    /// <summary>Side of the views in pixels.</summary>
    public int CropSize => Views.StatedCropSize > 0 ? Views.StatedCropSize : ViewSize;

    /// <summary>
    /// Side of the small views in pixels, where there are any: those of a crop without a size are not small.
    /// </summary>
    public int LocalSize => LocalViews is { Views.StatedCropSize: > 0 and var size } ? size : CropSize;

    /// <summary>The augmentation families of whole images, each argument's once.</summary>
    public IEnumerable<ViewsModel> Families => new[] { Views, SecondViews, LocalViews?.Views }.OfType<ViewsModel>();

    /// <summary>
    /// Whether a step takes images that are square and of the encoder's size already, because it does not begin with a
    /// random crop of them.
    /// </summary>
    public bool TakesSquareImages => Grid is not null || Families.Any(views => !views.BeginsWithCrop);

    /// <summary>
    /// How many vectors every anchor is contrasted with besides its positives; <see langword="null"/> for a custom
    /// loss, which does not say.
    /// </summary>
    public long? NegativesPerAnchor => Loss.IsCustom ? null : Method.NegativesPerAnchor(this);

    /// <summary>
    /// Whether the predictor has an optimizer of its own, because its rate stays where the others' moves.
    /// </summary>
    public bool HasPredictorOptimizer => Predictor is not null && Method.KeepsPredictorRate && Schedule is not null;

    /// <summary>The augmentation family that draws a view of whole images.</summary>
    /// <param name="view">Number of the view, from 0; small ones come behind the large.</param>
    public ViewsModel FamilyOf(int view) =>
        LocalViews is { } local && view >= ViewCount ? local.Views
        : view > 0 && SecondViews is { } second ? second
        : Views;

    /// <inheritdoc/>
    internal override EquatableArray<Finding> CheckAll(ClassAnalysis analysis) =>
        new ExperimentAnalysis(this, analysis).CheckAll();

    /// <inheritdoc/>
    internal override void CheckUnused(RawClass raw, FindingList findings)
    {
        var declaring = raw.Declaring!;
        foreach (var memory in Method.Memory)
        {
            if (raw.Attributes.FirstOrDefault(written => written.Index == memory.Attribute) is { } attribute)
            {
                memory.CheckUnused(attribute, findings);
            }
        }

        if (ViewCount == 1)
        {
            findings.AddUnused(declaring, "which has a single view", nameof(ExperimentAttribute.SecondViews));
        }

        if (!Method.Facts.HasProjector)
        {
            findings.AddUnused(declaring, "whose method has no projector", nameof(ExperimentAttribute.Projector));
        }

        Method.CheckUnused(this, declaring, findings);
    }
}
