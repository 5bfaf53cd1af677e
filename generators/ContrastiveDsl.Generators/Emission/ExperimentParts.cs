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
        "predictorParameters", "predictorOptimizer", "queue", "PatchHead", "Context", "Predictions", "Bank", "BankMomentum", "Negatives", "Lambda", "Grid", "Cell", "Jitter", "MinScale", "Patch",
        "Stride", "Rows", "Steps", "bank", "partition",
    ];

    // And these the parameters and variables of its methods.
    private static readonly string[] Locals =
    [
        "settings", "images", "run", "random", "order", "schedule", "peak", "batch", "step", "pixels", "draws", "view0", "view1", "views", "features", "z", "z0", "z1", "loss",
        "learningRate", "decay", "weightDecay", "noGrad", "scope", "wasTraining", "writer", "reader", "q", "q0", "q1", "k", "k0", "k1", "p0", "p1", "t0", "t1", "momentum", "shuffle",
        "view", "start", "first", "clean", "patchDraws", "labels", "entries", "v", "scores", "noise", "puzzle", "turned", "patches", "patchFeatures", "vPatches", "vImage", "patchScores",
        "imageScores", "patchLoss", "imageLoss", "grid", "latents", "context", "predictions", "losses", "predicted", "below",
    ];

    // The rules allow as many views.
    private const int MostViews = 64;

    private static readonly string[] taken = [.. Members, .. Locals, .. Enumerable.Range(2, MostViews - 2).Select(view => Code.Of($"view{view}"))];

    /// <summary>Names that mean something else in the code of an experiment than a part of that name.</summary>
    public static IReadOnlyList<string> Taken => taken;

    /// <summary>The experiment's class.</summary>
    public DeclarationModel Declaration => declaration;

    /// <summary>The experiment.</summary>
    public ExperimentModel Experiment => experiment;

    /// <summary>What is known of its method.</summary>
    public Method Method => experiment.Method.Facts;

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

    /// <summary>Shape of all views of a batch in one tensor.</summary>
    public string AllViewsShape => "[" + AllViews + ", " + ViewSides;

    /// <summary>Number of views of a batch.</summary>
    public string AllViews => Times(experiment.ViewCount);

    /// <summary>Shape of the patches of a pretext transform.</summary>
    public string PatchesShape => Code.Of($"[{Times(experiment.Patches)}, {experiment.Encoder.Channels}, {experiment.PatchSize}, {experiment.PatchSize}]");

    /// <summary>Rows of CPC's grid of patches.</summary>
    public int GridRows => experiment.Grid!.Positions(experiment.Encoder.ImageSize);

    /// <summary>Shape of CPC's patches.</summary>
    public string GridShape => Code.Of($"[{GridCount}, {experiment.Encoder.Channels}, {experiment.Grid!.Patch}, {experiment.Grid.Patch}]");

    /// <summary>Type of the augmentation family of the patches.</summary>
    public string PatchViews => Name(experiment.Pretext!.Views.Type);

    /// <summary>Shape of the encoder's output for a view.</summary>
    public string FeatureShape => Code.Of($"[B, {experiment.Encoder.Features}]");

    /// <summary>Shape of the projector's output for a view.</summary>
    public string ProjectionShape => Code.Of($"[B, {experiment.Projector.Output}]");

    /// <summary>What becomes of a batch, in a sentence.</summary>
    public string Overview => experiment.Grid is null
        ? "Images " + ViewShape + " -> features " + FeatureShape + " -> projections " + ProjectionShape + "."
        : Code.Of($"Patches {GridShape} -> features [{GridCount}, {experiment.Encoder.Features}] -> projections [{GridCount}, {experiment.Projector.Output}].");

    private string GridCount => Times(GridRows * GridRows);

    private string ViewSides => ViewsEmitter.FindCrop(experiment.Views) is null
        ? Code.Of($"{experiment.Encoder.Channels}, H, W]")
        : Code.Of($"{experiment.Encoder.Channels}, {experiment.CropSize}, {experiment.CropSize}]");

    /// <summary>The expression for one random view of the pixels.</summary>
    public string View(int index)
    {
        var family = index > 0 && experiment.SecondViews is { } second ? second : experiment.Views;
        return Apply(family, "pixels", Code.Of($"draws[{index}]"), Encoder + ".ImageSize");
    }

    /// <summary>The expression that applies the patches' family.</summary>
    public string PatchView(string patches, string draws, string size) => Apply(experiment.Pretext!.Views, patches, draws, size);

    /// <summary>The expression that applies the views' family to CPC's patches.</summary>
    public string GridView(string patches, string draws, string size) => Apply(experiment.Views, patches, draws, size);

    private string Apply(ViewsModel family, string images, string draws, string size) =>
        Name(family.Type) + ".Apply(" + images + ", " + draws + (ViewsEmitter.TakesCropSize(family) ? ", " + size : string.Empty) + ")";

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

        foreach (var own in OwnNetworks())
        {
            yield return own;
        }

        foreach (var trained in Method.HasTarget ? Followed() : [])
        {
            yield return trained;
        }
    }

    /// <summary>Further networks that gradients train.</summary>
    private IEnumerable<NetworkMember> OwnNetworks()
    {
        if (experiment.Pretext is { Head: var patches })
        {
            yield return new NetworkMember(
                "PatchHead", "patch_head", patches.Type, Name(patches.Type), NewHead(patches, Encoder + ".FeatureSize"), "The head of the patches, of use in training only.");
        }

        if (experiment is { KeyEncoder: { } encoder, KeyProjector: { } projector })
        {
            var source = Name(encoder.Type);
            yield return new NetworkMember("KeyEncoder", "key_encoder", encoder.Type, source, NewNetwork(encoder, source), "The encoder of the keys, trained by gradients like that of the queries.");
            yield return new NetworkMember(
                "KeyProjector", "key_projector", projector.Type, Name(projector.Type), NewHead(projector, source + ".FeatureSize"), "The projection head of the keys.");
        }

        if (experiment.Grid is { } cpc)
        {
            yield return Library(
                "Context",
                ContextType(cpc),
                "The context network, which sums up what lies above a place and there; of use in training only.",
                cpc.Context == ContextKind.Gru ? null : CSharpLiteral.Of(cpc.ContextLayers));
            yield return Library("Predictions", PredictionsType, "A matrix for each step ahead, of use in training only.", Projector + ".OutputSize", "Steps");
        }
    }

    /// <summary>The library's type of CPC's prediction matrices.</summary>
    public const string PredictionsType = "PredictionMatrices";

    /// <summary>The library's type of a context network.</summary>
    public static string ContextType(GridModel? cpc) => cpc?.Context == ContextKind.Gru ? "GruContext" : "MaskedContext";

    /// <summary>A network of the library, whose first size is that of the projections.</summary>
    private NetworkMember Library(string property, string type, string summary, params string?[] arguments)
    {
        var source = Names.Modules + "." + type;
        return new NetworkMember(
            property, property.ToLowerInvariant(), new TypeName(type, "ContrastiveDsl.Modules." + type, source), source, "new " + source + "(" + Code.Arguments([Projector + ".OutputSize", .. arguments, "device"]) + ")", summary);
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

    private string NewEncoder => NewNetwork(experiment.Encoder, Encoder);

    private static string NewNetwork(EncoderModel encoder, string source) => encoder.Constructor == CustomConstructor.Nothing
        ? Names.To + "(new " + source + "(), device)"
        : "new " + source + "(device)";

    private string NewHead(HeadModel head, string input) => head.Constructor == CustomConstructor.InputSize
        ? Names.To + "(new " + Name(head.Type) + "(" + input + "), device)"
        : "new " + Name(head.Type) + "(" + input + ", device)";

    /// <summary>So many times the batch.</summary>
    private static string Times(int count) => (count == 1 ? string.Empty : CSharpLiteral.Of(count)) + "B";

    private string Name(TypeName type) => SourceFile.NameOf(type, declaration, taken);
}
