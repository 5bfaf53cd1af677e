using ContrastiveDsl.Language;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Hosting;

/// <summary>What an experiment will do, known before anything runs.</summary>
/// <remarks>
/// A pure function of the experiment's model. B is the batch size; every image gives two views unless the method says
/// otherwise.
/// </remarks>
internal sealed record ExperimentDescription
{
    private ExperimentDescription(ExperimentModel model)
    {
        Model = model;
        Facts = new ExperimentFacts(model);
        Encoder = DescribeEncoder(Facts.Encoder);
        Projector = DescribeHead(model.Projector, model.Encoder.Features);
        PatchHead = model.Pretext is { } pretext ? DescribeHead(pretext.Head, model.Encoder.Features) : null;
        KeyEncoder = model.KeyEncoder is { } keys ? DescribeEncoder(keys) : null;
        KeyProjector = model.KeyProjector is { } keyHead ? DescribeHead(keyHead, model.KeyEncoder!.Features) : null;
        Predictor = model.Predictor is { } predictor ? DescribeHead(predictor, model.Projector.Output) : null;
        Views = DescribeViews(model.Views, model.CropSize);
        SecondViews = model.SecondViews is { } second ? DescribeViews(second, model.CropSize) : [];
        LocalViews = DescribeLocalViews(model);
        PatchViews = model.Pretext is { } patches ? DescribeViews(patches.Views, patches.Transform.PatchSize) : [];
        Schedule = DescribeSchedule(model, Facts.StepsPerEpoch);
    }

    /// <summary>The experiment.</summary>
    public ExperimentModel Model { get; }

    /// <summary>What is known of it in numbers, which the documentation of its class says too.</summary>
    public ExperimentFacts Facts { get; }

    /// <summary>The encoder, layer by layer.</summary>
    public DescribedPart Encoder { get; }

    /// <summary>The projection head, layer by layer, with the encoder's features as its input.</summary>
    public DescribedPart Projector { get; }

    /// <summary>
    /// The prediction head, layer by layer, with the projector's output as its input; null for a method without one.
    /// </summary>
    public DescribedPart? Predictor { get; }

    /// <summary>The head of patches, layer by layer; null for a method without one.</summary>
    public DescribedPart? PatchHead { get; }

    /// <summary>The encoder of the keys where gradients train it too, layer by layer; else null.</summary>
    public DescribedPart? KeyEncoder { get; }

    /// <summary>The projection head of the keys where gradients train it too, layer by layer; else null.</summary>
    public DescribedPart? KeyProjector { get; }

    /// <summary>
    /// What every anchor is contrasted with besides its positives: 0 for a method without negatives, and where all
    /// other entries of a memory bank are. Null for a custom loss.
    /// </summary>
    public long? NegativesPerAnchor => Model.NegativesPerAnchor;

    /// <summary>
    /// Rows and columns of the similarities that a loss forms at once, float32; (0, 0) where it forms none, null for a
    /// custom loss.
    /// </summary>
    public (long Rows, long Columns)? Similarities => Model.Loss.IsCustom ? null : Model.Method.Similarities(Model);

    /// <summary>Bytes of these similarities, the largest number where they are more. Null for a custom loss.</summary>
    public long? SimilarityBytes =>
        Similarities is { } size
            ? (long)Int128.Min((Int128)size.Rows * size.Columns * ExperimentFacts.FloatBytes, long.MaxValue)
            : null;

    /// <summary>The learning rate after warm-up, scaled with the batch size where the optimizer says so.</summary>
    public double LearningRate =>
        LearningRates.Scale(Model.Optimizer.LearningRate, Model.Optimizer.Scaling, Model.Training.BatchSize);

    /// <summary>Steps of the run; null where the number of images is not known, or does not fill a batch.</summary>
    public DescribedSchedule? Schedule { get; }

    /// <summary>The augmentation, a line for each step.</summary>
    public IReadOnlyList<string> Views { get; }

    /// <summary>
    /// The augmentation of the second view where it is another one, a line for each step; otherwise empty.
    /// </summary>
    public IReadOnlyList<string> SecondViews { get; }

    /// <summary>
    /// How many small views there are and how large, then their augmentation, a line for each step; otherwise empty.
    /// </summary>
    public IReadOnlyList<string> LocalViews { get; }

    /// <summary>The augmentation of patches, a line for each step; empty for a method without them.</summary>
    public IReadOnlyList<string> PatchViews { get; }

    /// <summary>Describes an experiment.</summary>
    public static ExperimentDescription Of(ExperimentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ExperimentDescription(model);
    }

    private static DescribedPart DescribeEncoder(EncoderModel encoder) =>
        Part(encoder, encoder.Form.Description, encoder.Layers);

    private static IReadOnlyList<string> DescribeViews(ViewsModel views, int size) =>
        [.. views.Steps.Select(step => step.Describe(Say.Number, size))];

    private static IReadOnlyList<string> DescribeLocalViews(ExperimentModel model) =>
        model.LocalViews is { } local
            ?
            [
                $"{Say.Count(local.Count)} of each image, {model.LocalSize}×{model.LocalSize} beside {model.CropSize}×{model.CropSize}",
                .. DescribeViews(local.Views, model.LocalSize),
            ]
            : [];

    private static DescribedPart DescribeHead(HeadModel head, int features) =>
        Part(head, head.Form.Description, head.WithInput(features).Layers);

    private static DescribedLayer Describe(string name, Layer layer, FeatureShape input) =>
        new(name, layer.Describe(Say.Number), layer.Output(input).ToString(), layer.Parameters(input));

    private static DescribedPart Part(DeclaredModel part, string what, IEnumerable<NamedLayer> layers)
    {
        var described = layers.Select(layer => Describe(layer.Name, layer.Layer, layer.Input)).ToArray();
        return new(
            part.Type.Name + (what.Length > 0 ? $" ({what})" : ""),
            described,
            part.IsCustom ? null : described.Sum(layer => layer.Parameters)
        );
    }

    private static DescribedSchedule? DescribeSchedule(ExperimentModel model, int stepsPerEpoch)
    {
        var epochs = model.Training.Epochs;
        if (stepsPerEpoch < 1 || epochs < 1)
        {
            return null;
        }

        var total = (long)stepsPerEpoch * epochs;
        return new DescribedSchedule(stepsPerEpoch, total, WarmupSteps(model.Schedule, stepsPerEpoch, epochs));
    }

    private static long WarmupSteps(ScheduleModel? schedule, int stepsPerEpoch, int epochs)
    {
        // More warm-up than epochs is a finding of the rules, not of the description.
        if (schedule is null || schedule.WarmupEpochs > epochs)
        {
            return 0;
        }

        var fraction = (schedule as CosineScheduleModel)?.WarmupFraction ?? 0;
        return fraction is < 0 or > 1
            ? 0
            : WarmupCosine
                .ForRun(1, stepsPerEpoch, epochs, fraction, fraction > 0 ? 0 : schedule.WarmupEpochs)
                .WarmupSteps;
    }
}
