using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The parts of an experiment as its code names and makes them, and the shapes of what flows between them.
/// </summary>
/// <param name="experiment">The experiment.</param>
internal sealed class ExperimentParts(ExperimentModel experiment)
{
    /// <summary>The experiment.</summary>
    public ExperimentModel Experiment => experiment;

    /// <summary>What is known of its method.</summary>
    public Method Method => experiment.Method.Facts;

    /// <summary>Type of the encoder.</summary>
    public string Encoder => experiment.Encoder.Type.Source;

    /// <summary>Type of the projector.</summary>
    public string Projector => experiment.Projector.Type.Source;

    /// <summary>Type of the augmentation family of the first view, or of all.</summary>
    public string Views => experiment.Views.Type.Source;

    /// <summary>Type of the loss.</summary>
    public string Loss => experiment.Loss.Type.Source;

    /// <summary>The expression that makes the encoder on the device.</summary>
    public string NewEncoder => NewNetwork(experiment.Encoder);

    /// <summary>The expression that makes the projector on the device.</summary>
    public string NewProjector => NewHead(experiment.Projector, Encoder + ".FeatureSize");

    /// <summary>
    /// Whether batch normalization mixes the images of a batch. What a custom module does is not known.
    /// </summary>
    public bool HasBatchNorm =>
        LayerChain.HasBatchNorm(experiment.Encoder.Layers) || LayerChain.HasBatchNorm(experiment.Projector.Layers);

    /// <summary>
    /// Parts of a batch over each of which the encoder's batch normalization takes its statistics;
    /// <see langword="null"/> where it takes them over the whole batch, or there is none.
    /// </summary>
    public int? NormalizedParts => experiment.Encoder.EffectiveSplit?.Splits;

    /// <summary>Shape of the images of a batch, of which only the channels are known.</summary>
    public string ImageShape => Code.Of($"[B, {experiment.Encoder.Channels}, H, W]");

    /// <summary>Shape of a view of a batch.</summary>
    public string ViewShape => "[B, " + ViewSides;

    /// <summary>Shape of all views of a batch in one tensor.</summary>
    public string AllViewsShape => "[" + AllViews + ", " + ViewSides;

    /// <summary>Shape of a small view of a batch.</summary>
    public string LocalShape => LocalOf("B");

    /// <summary>Shape of all small views of a batch in one tensor.</summary>
    public string AllLocalsShape => LocalOf(Times(experiment.LocalViews!.Count));

    /// <summary>Number of views of a batch.</summary>
    public string AllViews => Times(experiment.ViewCount);

    /// <summary>Shape of the patches of a pretext transform.</summary>
    public string PatchesShape =>
        Code.Of($"[{Times(Pretext.Patches)}, {experiment.Encoder.Channels}, {Pretext.PatchSize}, {Pretext.PatchSize}]");

    /// <summary>Rows of CPC's grid of patches.</summary>
    public int GridRows => experiment.Grid!.Positions(experiment.Encoder.ImageSize);

    /// <summary>Shape of the views of the patches of a pretext transform.</summary>
    public string PatchViewsShape => Patches(Times(Pretext.Patches), experiment.Pretext!.Views, Pretext.PatchSize);

    /// <summary>Shape of the views of CPC's patches.</summary>
    public string GridShape => Patches(GridCount, experiment.Views, experiment.Grid!.Patch);

    /// <summary>Shape of the encoder's output for a view.</summary>
    public string FeatureShape => Code.Of($"[B, {experiment.Encoder.Features}]");

    /// <summary>Shape of the projector's output for a view.</summary>
    public string ProjectionShape => Code.Of($"[B, {experiment.Projector.Output}]");

    /// <summary>What becomes of a batch, in a sentence.</summary>
    public string Overview =>
        experiment.Grid is null
            ? "Images "
                + ViewShape
                + (experiment.LocalViews is { } local ? Code.Of($" and {local.Count} x {LocalShape}") : string.Empty)
                + " -> features "
                + FeatureShape
                + " -> projections "
                + ProjectionShape
                + "."
            : Code.Of(
                $"Patches {GridShape} -> features [{GridCount}, {experiment.Encoder.Features}] -> projections [{GridCount}, {experiment.Projector.Output}]."
            );

    private PretextTransformModel Pretext => experiment.Pretext!.Transform;

    /// <summary>Shape of views of patches, which a crop may have made larger or smaller.</summary>
    private string Patches(string count, ViewsModel family, int side)
    {
        var size = family.Crop is { Size: > 0 } crop ? crop.Size : side;
        return Code.Of($"[{count}, {experiment.Encoder.Channels}, {size}, {size}]");
    }

    private string LocalOf(string count) =>
        experiment.LocalViews!.Views.Crop is null
            ? Code.Of($"[{count}, {experiment.Encoder.Channels}, H, W]")
            : Code.Of($"[{count}, {experiment.Encoder.Channels}, {experiment.LocalSize}, {experiment.LocalSize}]");

    private string GridCount => Times(GridRows * GridRows);

    private string ViewSides =>
        experiment.Views.Crop is null
            ? Code.Of($"{experiment.Encoder.Channels}, H, W]")
            : Code.Of($"{experiment.Encoder.Channels}, {experiment.CropSize}, {experiment.CropSize}]");

    /// <summary>The expression for both views of a batch, from one family.</summary>
    public string Pair(string batch) =>
        Sample(experiment.Views, ".Sample", "pixels", batch, null, Encoder + ".ImageSize");

    /// <summary>The expression for one random view of the pixels.</summary>
    public string View(int index, string batch)
    {
        return SampleView(experiment.FamilyOf(index), "pixels", batch, index, Encoder + ".ImageSize");
    }

    /// <summary>The expression for a random view of each of several images that were made of a sample's.</summary>
    /// <param name="family">The augmentation family.</param>
    /// <param name="images">The images.</param>
    /// <param name="batch">The variable with the batch.</param>
    /// <param name="view">Number of the first one's view.</param>
    /// <param name="size">Side of the views, for a family whose crop has none.</param>
    public static string SampleView(ViewsModel family, string images, string batch, int view, string size) =>
        Sample(family, ".SampleView", images, batch, Code.Of($"view: {view}"), size);

    /// <summary>The expression that makes a network on the device.</summary>
    public static string NewNetwork(EncoderModel encoder) =>
        encoder.Constructor == CustomConstructor.Nothing
            ? "new " + encoder.Type.Source + "().to(device)"
            : "new " + encoder.Type.Source + "(device)";

    /// <summary>The expression that makes a head on the device.</summary>
    public static string NewHead(HeadModel head, string input) =>
        head.Constructor == CustomConstructor.InputSize
            ? "new " + head.Type.Source + "(" + input + ").to(device)"
            : "new " + head.Type.Source + "(" + input + ", device)";

    private static string Sample(
        ViewsModel family,
        string function,
        string images,
        string batch,
        string? view,
        string size
    ) =>
        family.Type.Source
        + function
        + "("
        + Code.Arguments(images, "random", batch, view, ViewsEmitter.TakesCropSize(family) ? size : null)
        + ")";

    /// <summary>So many times the batch.</summary>
    private static string Times(int count) => (count == 1 ? string.Empty : CSharpLiteral.Of(count)) + "B";
}
