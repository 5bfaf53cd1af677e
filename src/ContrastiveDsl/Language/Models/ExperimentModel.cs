namespace ContrastiveDsl.Language;

/// <summary>An experiment with everything inferred: what the rules judge, the emitter prints and <c>describe</c> shows.</summary>
/// <param name="Type">The class.</param>
/// <param name="Method">The method.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="Projector">The projection head, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family.</param>
/// <param name="Loss">The loss.</param>
/// <param name="SeparateViews">Whether the views are forwarded one after the other.</param>
/// <param name="Training">Settings of the run.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Schedule">The schedule; <see langword="null"/> keeps the rate constant.</param>
/// <param name="Images">What is known of the images; <see langword="null"/> if nothing is.</param>
public sealed record ExperimentModel(
    TypeName Type,
    MethodKind Method,
    EncoderModel Encoder,
    HeadModel Projector,
    ViewsModel Views,
    LossModel Loss,
    bool SeparateViews,
    TrainingModel Training,
    OptimizerModel Optimizer,
    ScheduleModel? Schedule,
    ImagesModel? Images)
{
    /// <summary>Index of the attribute that declares the experiment, among the class's attributes of the language.</summary>
    public int Attribute { get; init; }

    /// <summary>The row of a paper that gives the settings which are not written, or <see langword="null"/>.</summary>
    public PaperRecipe? Recipe { get; init; }

    /// <summary>Index of the attribute that names the recipe, among the class's attributes of the language, or −1 without one.</summary>
    public int RecipeAttribute { get; init; } = -1;

    /// <summary>The prediction head, with the projector's output as its input, of a method that has one.</summary>
    public HeadModel? Predictor { get; init; }

    /// <summary>The augmentation family of the second view, where it is another one than <see cref="Views"/>.</summary>
    public ViewsModel? SecondViews { get; init; }

    /// <summary>How the momentum encoder follows, of a method that has one.</summary>
    public MomentumModel? Momentum { get; init; }

    /// <summary>The queue of negatives, of a method that has one.</summary>
    public QueueModel? Queue { get; init; }

    /// <summary>Version of MoCo, 1 or 2; 0 for every other method.</summary>
    public int Version { get; init; }

    /// <summary>Whether MoCo uses each view as query and as key.</summary>
    public bool Symmetric { get; init; }

    /// <summary>Views of each image in a step.</summary>
    public int ViewCount { get; init; } = 2;

    /// <summary>Whether pairs of one label are similar (siamese networks).</summary>
    public bool LabelledPairs { get; init; }

    /// <summary>The memory bank, of a method that has one.</summary>
    public BankModel? Bank { get; init; }

    /// <summary>The head of patches (PIRL), with the encoder's features as its input.</summary>
    public HeadModel? PatchHead { get; init; }

    /// <summary>The augmentation family of patches (PIRL).</summary>
    public ViewsModel? PatchViews { get; init; }

    /// <summary>The puzzle (PIRL), or <see langword="null"/>.</summary>
    public JigsawModel? Jigsaw { get; init; }

    /// <summary>The rotation (PIRL), or <see langword="null"/>.</summary>
    public RotationModel? Rotation { get; init; }

    /// <summary>λ, the weight of the patches' term (PIRL).</summary>
    public double Lambda { get; init; }

    /// <summary>Patches and predictions (CPC).</summary>
    public CpcModel? Cpc { get; init; }

    /// <summary>The encoder of the keys, where gradients train it too.</summary>
    public EncoderModel? KeyEncoder { get; init; }

    /// <summary>The projection head of the keys, where gradients train it too.</summary>
    public HeadModel? KeyProjector { get; init; }

    /// <summary>Whether the predictor keeps its peak rate while a schedule moves the others (SimSiam).</summary>
    public bool ConstantPredictorRate { get; init; }

    /// <summary>Side of the images that the encoder sees in a step, in pixels: for CPC that of a patch.</summary>
    public int ViewSize => Cpc?.Patch ?? Encoder.ImageSize;

    /// <summary>Side of the views in pixels.</summary>
    public int CropSize => Views.StatedCropSize > 0 ? Views.StatedCropSize : ViewSize;

    /// <summary>Side of the patches of a pretext transform in pixels; a rotated image is one patch.</summary>
    public int PatchSize => Jigsaw?.PatchSize ?? Encoder.ImageSize;

    /// <summary>Patches of an image that a pretext transform makes, 0 without one.</summary>
    public int Patches => Jigsaw?.Patches ?? (Rotation is null ? 0 : 1);

    /// <summary>Whether a step reads labels.</summary>
    public bool NeedsLabels => Entry.NeedsLabels || LabelledPairs;

    /// <summary>Whether the predictor has an optimizer of its own, because its rate stays where the others' moves.</summary>
    public bool HasPredictorOptimizer => Predictor is not null && ConstantPredictorRate && Schedule is not null;

    /// <summary>What is known of its method.</summary>
    public MethodEntry Entry => MethodCatalogue.Of(Method);
}
