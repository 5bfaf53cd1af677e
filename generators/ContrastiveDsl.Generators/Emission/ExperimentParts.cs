using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The parts of an experiment as its code names and makes them.</summary>
/// <param name="declaration">The experiment's class.</param>
/// <param name="experiment">The experiment.</param>
internal sealed class ExperimentParts(DeclarationModel declaration, ExperimentModel experiment)
{
    // Inside the class these names are its own members.
    private static readonly string[] Members =
    [
        "Encoder", "Projector", "Train", "Embed", "Save", "Load", "Dispose", "Defaults", "Definition", "LearningRate", "WeightDecay", "Momentum", "Beta1", "Beta2",
        "Epsilon", "TrustCoefficient", "WarmupFraction", "WarmupEpochs", "FinalLearningRate", "FinalWeightDecay", "device", "parameters", "optimizer",
    ];

    // And these the parameters and variables of its methods.
    private static readonly string[] Locals =
    [
        "settings", "images", "run", "random", "order", "schedule", "peak", "batch", "step", "pixels", "draws", "view0", "view1", "views", "features", "z", "z0", "z1", "loss",
        "learningRate", "decay", "weightDecay", "noGrad", "scope", "wasTraining", "writer", "reader",
    ];

    /// <summary>Type of the encoder.</summary>
    public string Encoder => Name(experiment.Encoder.Type);

    /// <summary>Type of the head.</summary>
    public string Projector => Name(experiment.Projector.Type);

    /// <summary>Type of the augmentation family.</summary>
    public string Views => Name(experiment.Views.Type);

    /// <summary>Type of the loss.</summary>
    public string Loss => Name(experiment.Loss.Type);

    /// <summary>Shape of the images of a batch, of which only the channels are known.</summary>
    public string ImageShape => Code.Of($"[B, {experiment.Encoder.Channels}, H, W]");

    /// <summary>Shape of a view of a batch.</summary>
    public string ViewShape => "[B, " + ViewSides;

    /// <summary>Shape of both views of a batch in one tensor.</summary>
    public string BothViewsShape => "[2B, " + ViewSides;

    private string ViewSides => ViewsEmitter.FindCrop(experiment.Views) is null
        ? Code.Of($"{experiment.Encoder.Channels}, H, W]")
        : Code.Of($"{experiment.Encoder.Channels}, {experiment.CropSize}, {experiment.CropSize}]");

    /// <summary>The expression that makes the encoder on the device.</summary>
    public string NewEncoder => experiment.Encoder.Constructor == OwnConstructor.Nothing
        ? Names.To + "(new " + Encoder + "(), device)"
        : "new " + Encoder + "(device)";

    /// <summary>The expression that makes the head on the device.</summary>
    public string NewProjector => experiment.Projector.Constructor == OwnConstructor.InputSize
        ? Names.To + "(new " + Projector + "(" + Encoder + ".FeatureSize), device)"
        : "new " + Projector + "(" + Encoder + ".FeatureSize, device)";

    /// <summary>The expression for one random view of the pixels.</summary>
    public string View(int index)
    {
        var size = ViewsEmitter.TakesCropSize(experiment.Views) ? ", " + Encoder + ".ImageSize" : string.Empty;
        return Code.Of($"{Views}.Apply(pixels, draws[{index}]{size})");
    }

    private string Name(TypeName type) => SourceFile.NameOf(type, declaration, [.. Members, .. Locals]);
}
