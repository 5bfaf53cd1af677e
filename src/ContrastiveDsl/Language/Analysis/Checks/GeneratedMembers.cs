using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The members that are generated for a declaration, so that a user's own of the same name can be told apart from them.</summary>
internal static class GeneratedMembers
{
    /// <summary>Names and parameter counts of the members generated for a class; −1 where the member is no method.</summary>
    public static IReadOnlyList<RawMember> Of(ClassAnalysis analysis) => analysis.Models switch
    {
        { Encoder: { } encoder } => OfEncoder(encoder),
        { Head: { } head } => OfHead(head),
        { Views: { } views } => OfViews(views),
        { Loss: { Kind: PartKind.Catalogue } loss } => OfLoss(loss),
        { Kind: DeclarationKind.Experiment } models => OfExperiment(models.Experiment),
        _ => [],
    };

    private static List<RawMember> OfLoss(LossModel loss) =>
        [Method("Compute", LossCatalogue.Of(loss.Name).Parameters), .. loss.Constants.Select(constant => Data(constant.Name))];

    private static List<RawMember> OfEncoder(EncoderModel encoder)
    {
        var members = new List<RawMember> { Data("Channels"), Data("ImageSize"), Data("FeatureSize"), Method("Load", 2) };
        if (encoder.Kind != PartKind.Custom)
        {
            AddModule(members, encoder.Layers);
        }

        return members;
    }

    private static List<RawMember> OfHead(HeadModel head)
    {
        var members = new List<RawMember> { Data("OutputSize") };
        if (!head.IsInputInferred)
        {
            members.Add(Data("InputSize"));
        }

        if (head.Kind != PartKind.Custom)
        {
            AddModule(members, head.Layers);
        }

        return members;
    }

    /// <summary>A family whose crop has no size takes it as a parameter, or from the images.</summary>
    private static List<RawMember> OfViews(ViewsModel views)
    {
        var members = new List<RawMember> { Data("DrawCount"), Method("Clean", 1), Method("Apply", 2) };
        if (views.Steps.Any(step => step is RandomResizedCropStep { Size: 0 }))
        {
            members.Add(Method("Apply", 3));
        }

        return members;
    }

    private static List<RawMember> OfExperiment(ExperimentModel? experiment)
    {
        var members = new List<RawMember>
        {
            Data("Definition"), Data("Defaults"), Data("Encoder"), Data("Projector"), Data("parameters"), Data("optimizer"), Data("device"),
            Method("Train", 2), Method("Embed", 1), Method("Save", 1), Method("Load", 1), Method("Dispose", 0),
        };
        if (experiment is not null)
        {
            members.AddRange(OfOptimizer(experiment.Optimizer.Kind).Select(Data));
            members.AddRange(OfSchedule(experiment.Schedule).Select(Data));
            members.AddRange(OfMethod(experiment).Select(Data));
        }

        return members;
    }

    /// <summary>What not every method has.</summary>
    private static IEnumerable<string> OfMethod(ExperimentModel experiment)
    {
        var method = experiment.Method.Facts;
        if (method.HasPredictor)
        {
            yield return "Predictor";
        }

        if (experiment.HasPredictorOptimizer)
        {
            yield return "predictorParameters";
            yield return "predictorOptimizer";
        }

        if (method.HasQueue)
        {
            yield return "QueueSize";
            yield return "queue";
        }

        foreach (var name in OfPatches(experiment))
        {
            yield return name;
        }

        if (method.HasTarget)
        {
            yield return method.Target + "Encoder";
            yield return method.Target + "Projector";
            yield return method.Target.ToLowerInvariant() + "Parameters";
            yield return "EncoderMomentum";
            if (experiment.Momentum is { Schedule: MomentumSchedule.Cosine })
            {
                yield return "FinalEncoderMomentum";
            }
        }
    }

    /// <summary>What methods with memory banks, patches or two trained encoders have.</summary>
    private static IEnumerable<string> OfPatches(ExperimentModel experiment)
    {
        string[] bank = ["Negatives", "BankMomentum", "Bank", "bank"];
        string[] cells = ["Grid", "Cell", "Jitter"];
        return
        [
            .. experiment.Bank is null ? [] : bank,
            .. experiment is { Bank: not null, Loss.NeedsNoise: true } ? ["partition"] : Array.Empty<string>(),
            .. experiment.Pretext is null ? Array.Empty<string>() : ["PatchHead", "Lambda", "MinScale"],
            .. experiment.Pretext?.Jigsaw is null ? [] : cells,
            .. experiment.Grid is null ? Array.Empty<string>() : ["Context", "Predictions", "Patch", "Stride", "Steps", "Rows"],
            .. experiment.KeyEncoder is null ? Array.Empty<string>() : ["KeyEncoder", "KeyProjector"],
        ];
    }

    private static string[] OfOptimizer(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd => ["LearningRate", "WeightDecay", "Momentum"],
        OptimizerKind.Lars => ["LearningRate", "WeightDecay", "Momentum", "TrustCoefficient"],
        _ => ["LearningRate", "WeightDecay", "Beta1", "Beta2", "Epsilon"],
    };

    private static IEnumerable<string> OfSchedule(ScheduleModel? schedule)
    {
        if (schedule is null)
        {
            yield break;
        }

        yield return schedule.WarmupEpochs > 0 ? "WarmupEpochs" : "WarmupFraction";
        if (schedule.FinalLearningRate > 0)
        {
            yield return "FinalLearningRate";
        }

        if (schedule.FinalWeightDecay is not null)
        {
            yield return "FinalWeightDecay";
        }
    }

    private static void AddModule(List<RawMember> members, EquatableArray<NamedLayer> layers)
    {
        members.Add(Method("forward", 1));
        members.Add(Method("RegisterComponents", 0));
        foreach (var layer in layers)
        {
            if (layer.Layer is not (ReluLayer or FlattenLayer or GlobalAveragePoolLayer or TakeClassTokenLayer or ConcatenateLayer))
            {
                members.Add(Data(char.IsDigit(layer.Name[0]) ? Word(layer.Layer) + layer.Name : layer.Key));
            }
        }
    }

    /// <summary>What a field is called whose key is a position, before that position.</summary>
    private static string Word(Layer layer) => layer switch
    {
        ConvLayer => "conv",
        LinearLayer => "linear",
        MaxPoolLayer => "pool",
        DropoutLayer => "dropout",
        BasicBlockLayer or BottleneckLayer => "block",
        _ => "norm",
    };

    private static RawMember Data(string name) => new(name, -1);

    private static RawMember Method(string name, int parameters) => new(name, parameters);
}
