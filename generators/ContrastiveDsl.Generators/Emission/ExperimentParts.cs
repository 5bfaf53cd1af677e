using System.Collections.Generic;
using System.Linq;
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
        "Encoder", "Projector", "Predictor", "KeyEncoder", "KeyProjector", "MomentumEncoder", "MomentumProjector", "TargetEncoder", "TargetProjector", "Train", "Embed", "Save",
        "Load", "Dispose", "Defaults", "Definition", "LearningRate", "WeightDecay", "Momentum", "Beta1", "Beta2", "Epsilon", "TrustCoefficient", "WarmupFraction", "WarmupEpochs",
        "FinalLearningRate", "FinalWeightDecay", "EncoderMomentum", "FinalEncoderMomentum", "QueueSize", "device", "parameters", "optimizer", "keyParameters", "momentumParameters", "targetParameters",
        "predictorParameters", "predictorOptimizer", "queue",
    ];

    // And these the parameters and variables of its methods.
    private static readonly string[] Locals =
    [
        "settings", "images", "run", "random", "order", "schedule", "peak", "batch", "step", "pixels", "draws", "view0", "view1", "views", "features", "z", "z0", "z1", "loss",
        "learningRate", "decay", "weightDecay", "noGrad", "scope", "wasTraining", "writer", "reader", "q", "q0", "q1", "k", "k0", "k1", "p0", "p1", "t0", "t1", "momentum", "shuffle",
    ];

    /// <summary>The experiment's class.</summary>
    public DeclarationModel Declaration => declaration;

    /// <summary>The experiment.</summary>
    public ExperimentModel Experiment => experiment;

    /// <summary>What is known of its method.</summary>
    public MethodEntry Method => experiment.Entry;

    /// <summary>Type of the encoder.</summary>
    public string Encoder => Name(experiment.Encoder.Type);

    /// <summary>Type of the head.</summary>
    public string Projector => Name(experiment.Projector.Type);

    /// <summary>Type of the augmentation family of the first view, or of both.</summary>
    public string Views => Name(experiment.Views.Type);

    /// <summary>Type of the loss.</summary>
    public string Loss => Name(experiment.Loss.Type);

    /// <summary>The networks, those that are trained first.</summary>
    public IReadOnlyList<NetworkMember> Networks => networks ??= ListNetworks().ToArray();

    private NetworkMember[]? networks;

    /// <summary>Shape of the images of a batch, of which only the channels are known.</summary>
    public string ImageShape => Code.Of($"[B, {experiment.Encoder.Channels}, H, W]");

    /// <summary>Shape of a view of a batch.</summary>
    public string ViewShape => "[B, " + ViewSides;

    /// <summary>Shape of both views of a batch in one tensor.</summary>
    public string BothViewsShape => "[2B, " + ViewSides;

    /// <summary>Shape of the encoder's output for a view.</summary>
    public string FeatureShape => Code.Of($"[B, {experiment.Encoder.Features}]");

    /// <summary>Shape of the projector's output for a view.</summary>
    public string ProjectionShape => Code.Of($"[B, {experiment.Projector.Output}]");

    private string ViewSides => ViewsEmitter.FindCrop(experiment.Views) is null
        ? Code.Of($"{experiment.Encoder.Channels}, H, W]")
        : Code.Of($"{experiment.Encoder.Channels}, {experiment.CropSize}, {experiment.CropSize}]");

    /// <summary>The expression for one random view of the pixels.</summary>
    public string View(int index)
    {
        var family = index > 0 && experiment.SecondViews is { } second ? second : experiment.Views;
        var size = ViewsEmitter.TakesCropSize(family) ? ", " + Encoder + ".ImageSize" : string.Empty;
        return Code.Of($"{Name(family.Type)}.Apply(pixels, draws[{index}]{size})");
    }

    /// <summary>Random numbers that a view takes: as many as the family that takes more.</summary>
    public string DrawCount => DrawsAlike
        ? Views + ".DrawCount"
        : "global::System.Math.Max(" + Views + ".DrawCount, " + Name(experiment.SecondViews!.Type) + ".DrawCount)";

    /// <summary>Whether one family draws both views.</summary>
    public bool DrawsAlike => experiment.SecondViews is not { } second || second.Type == experiment.Views.Type;

    private IEnumerable<NetworkMember> ListNetworks()
    {
        yield return new NetworkMember("Encoder", "encoder", experiment.Encoder.Type, Encoder, NewEncoder, "The encoder, which remains after training.");
        yield return new NetworkMember(
            "Projector", "projector", experiment.Projector.Type, Projector, NewHead(experiment.Projector, Encoder + ".FeatureSize"), "The projection head, of use in training only.");
        if (experiment.Predictor is { } predictor)
        {
            yield return new NetworkMember(
                "Predictor", "predictor", predictor.Type, Name(predictor.Type), NewHead(predictor, Projector + ".OutputSize"), "The prediction head, of use in training only.");
        }

        foreach (var trained in Method.HasTarget ? Followed() : [])
        {
            yield return trained;
        }
    }

    /// <summary>The momentum encoder's encoder and projector: made like those that they follow.</summary>
    private IEnumerable<NetworkMember> Followed()
    {
        var name = Method.Target;
        var key = name.ToLowerInvariant();
        yield return new NetworkMember(
            name + "Encoder", key + "_encoder", experiment.Encoder.Type, Encoder, NewEncoder, "The " + key + " encoder: follows the encoder by momentum, without gradients.")
        {
            Follows = "Encoder",
        };
        yield return new NetworkMember(
            name + "Projector", key + "_projector", experiment.Projector.Type, Projector, NewHead(experiment.Projector, Encoder + ".FeatureSize"), "The " + key + " encoder's projection head, which follows the projector.")
        {
            Follows = "Projector",
        };
    }

    private string NewEncoder => experiment.Encoder.Constructor == OwnConstructor.Nothing
        ? Names.To + "(new " + Encoder + "(), device)"
        : "new " + Encoder + "(device)";

    private string NewHead(HeadModel head, string input) => head.Constructor == OwnConstructor.InputSize
        ? Names.To + "(new " + Name(head.Type) + "(" + input + "), device)"
        : "new " + Name(head.Type) + "(" + input + ", device)";

    private string Name(TypeName type) => SourceFile.NameOf(type, declaration, [.. Members, .. Locals]);
}
