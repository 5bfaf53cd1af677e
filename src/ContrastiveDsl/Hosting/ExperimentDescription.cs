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
    /// <summary>Bytes of a float32, in which similarities are computed.</summary>
    private const int FloatBytes = 4;

    private ExperimentDescription(ExperimentModel model)
    {
        Model = model;
        Encoder = DescribeEncoder(AsSeen(model));
        Projector = DescribeHead(model.Projector, model.Encoder.Features);
        PatchHead = model.Pretext is { } pretext ? DescribeHead(pretext.Head, model.Encoder.Features) : null;
        KeyEncoder = model.KeyEncoder is { } keys ? DescribeEncoder(keys) : null;
        KeyProjector = model.KeyProjector is { } keyHead ? DescribeHead(keyHead, model.KeyEncoder!.Features) : null;
        Predictor = model.Predictor is { } predictor ? DescribeHead(predictor, model.Projector.Output) : null;
        Views = DescribeViews(model.Views, model.CropSize);
        SecondViews = model.SecondViews is { } second ? DescribeViews(second, model.CropSize) : [];
        PatchViews = model.Pretext is { } patches ? DescribeViews(patches.Views, patches.Transform.PatchSize) : [];
        Schedule = DescribeSchedule(model);
    }

    /// <summary>The experiment.</summary>
    public ExperimentModel Model { get; }

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
    /// Parameters of everything that is trained but the encoder of the features; null where one of them is a custom
    /// module.
    /// </summary>
    public long? HeadParameters =>
        Projector.Parameters
        + Of(Predictor)
        + Of(PatchHead)
        + Of(KeyEncoder)
        + Of(KeyProjector)
        + ContextNetworkParameters
        + PredictionParameters
        + Networks.Sum(network => network.Parameters);

    /// <summary>Networks of the library's that are trained beside the declared parts.</summary>
    public IEnumerable<NetworkFacts> Networks => Model.Method.Networks(Model);

    /// <summary>Parameters of the context network over a grid of patches (CPC); 0 without one.</summary>
    /// <remarks>
    /// Of a recurrent unit three gates with two matrices and two biases each; of a masked convolution for each layer
    /// one over 2×3 and one over 1×1 with their biases.
    /// </remarks>
    public long ContextNetworkParameters =>
        (Model.Grid, (long)Model.Projector.Output) switch
        {
            (null, _) => 0,
            ({ Context: ContextKind.Gru }, var size) => (6 * size * size) + (6 * size),
            ({ } grid, var size) => grid.ContextLayers * ((7 * size * size) + (2 * size)),
        };

    /// <summary>Parameters of the prediction matrices over a grid of patches (CPC); 0 without them.</summary>
    public long PredictionParameters =>
        Model.Grid is { } grid ? (long)grid.Steps * Model.Projector.Output * Model.Projector.Output : 0;

    /// <summary>Trainable parameters of all; null where one of them is a custom module.</summary>
    public long? Parameters => Encoder.Parameters + HeadParameters;

    /// <summary>
    /// Parameters of the momentum encoder, which follows without gradients: 0 for a method without one, null where a
    /// part is a custom module.
    /// </summary>
    public long? FollowingParameters => Model.Momentum is null ? 0 : Encoder.Parameters + Projector.Parameters;

    /// <summary>
    /// What every anchor is contrasted with besides its positives: 0 for a method without negatives, and where all
    /// other entries of a memory bank are. Null for a custom loss.
    /// </summary>
    public long? NegativesPerAnchor => Model.NegativesPerAnchor;

    /// <summary>
    /// Rows and columns of the similarities that a loss forms at once, float32; (0, 0) where it forms none, null for a
    /// custom loss.
    /// </summary>
    public (long Rows, long Columns)? Similarities =>
        Model.Loss.Kind == PartKind.Custom ? null : Model.Method.Similarities(Model);

    /// <summary>Bytes of these similarities, the largest number where they are more. Null for a custom loss.</summary>
    public long? SimilarityBytes =>
        Similarities is { } size
            ? (long)Int128.Min((Int128)size.Rows * size.Columns * FloatBytes, long.MaxValue)
            : null;

    /// <summary>Bytes of the queue of negatives, 0 without one.</summary>
    public long QueueBytes => (long)(Model.Queue?.Size ?? 0) * Model.Projector.Output * FloatBytes;

    /// <summary>Bytes of the memory bank; null without one, or where the number of images is not known.</summary>
    public long? BankBytes =>
        Model is { Bank: not null, Images.Count: > 0 }
            ? (long)Model.Images.Count * Model.Projector.Output * FloatBytes
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

    /// <summary>The augmentation of patches, a line for each step; empty for a method without them.</summary>
    public IReadOnlyList<string> PatchViews { get; }

    /// <summary>Describes an experiment.</summary>
    public static ExperimentDescription Of(ExperimentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ExperimentDescription(model);
    }

    private static long? Of(DescribedPart? part) => part is null ? 0 : part.Parameters;

    /// <summary>The encoder with the shapes of a step: where images are cut into a grid it sees patches.</summary>
    private static EncoderModel AsSeen(ExperimentModel model) =>
        model is { Grid: { } grid, Encoder: var encoder }
            ? encoder with
            {
                Layers = LayerChain.Infer(
                    [.. encoder.Layers],
                    new FeatureShape(encoder.Channels, grid.Patch, grid.Patch)
                ),
            }
            : model.Encoder;

    private static DescribedPart DescribeEncoder(EncoderModel encoder)
    {
        var what = encoder.Kind switch
        {
            PartKind.Catalogue when encoder.Transformer is { } transformer =>
                $" ({encoder.Backbone}, patches of {transformer.Patch}×{transformer.Patch})",
            PartKind.Catalogue => $" ({encoder.Backbone}, {encoder.Stem} stem)",
            PartKind.Custom => " (custom module)",
            _ => "",
        };
        var layers = encoder.Layers.Select(layer => Describe(layer.Name, layer.Layer, layer.Input)).ToArray();
        return Part($"{encoder.Type.Name}{what}", encoder.Kind, layers);
    }

    private static IReadOnlyList<string> DescribeViews(ViewsModel views, int size) =>
        [.. views.Steps.Select(step => step.Describe(Say.Number, size))];

    private static DescribedPart DescribeHead(HeadModel head, int features)
    {
        var layers = head.WithInput(features)
            .Layers.Select(layer => Describe(layer.Name, layer.Layer, layer.Input))
            .ToArray();
        return Part($"{head.Type.Name}{(head.Kind == PartKind.Custom ? " (custom module)" : "")}", head.Kind, layers);
    }

    private static DescribedLayer Describe(string name, Layer layer, FeatureShape input) =>
        new(name, layer.Describe(Say.Number), layer.Output(input).ToString(), layer.Parameters(input));

    private static DescribedPart Part(string title, PartKind kind, IReadOnlyList<DescribedLayer> layers) =>
        new(title, layers, kind == PartKind.Custom ? null : layers.Sum(layer => layer.Parameters));

    private static DescribedSchedule? DescribeSchedule(ExperimentModel model)
    {
        var (epochs, batchSize) = (model.Training.Epochs, model.Training.BatchSize);
        var stepsPerEpoch = (model.Images?.Count ?? 0) / Math.Max(1, batchSize);
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
        if (schedule is null || schedule.WarmupEpochs > epochs || schedule.WarmupFraction is < 0 or > 1)
        {
            return 0;
        }

        return WarmupCosine
            .ForRun(
                1,
                stepsPerEpoch,
                epochs,
                schedule.WarmupFraction,
                schedule.WarmupFraction > 0 ? 0 : schedule.WarmupEpochs
            )
            .WarmupSteps;
    }
}
