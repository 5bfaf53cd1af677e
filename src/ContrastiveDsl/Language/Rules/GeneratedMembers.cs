using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>The members that are generated for a declaration, so that a user's own of the same name can be told apart from them.</summary>
public static class GeneratedMembers
{
    /// <summary>Names and parameter counts of the members generated for a class; −1 where the member is no method.</summary>
    public static IReadOnlyList<RawMember> Of(RawClass raw) => raw.Kind switch
    {
        DeclarationKind.Encoder => OfEncoder(Resolve.Encoder(raw)),
        DeclarationKind.Head => OfHead(Resolve.Head(raw)),
        DeclarationKind.Views => OfViews,
        DeclarationKind.Loss => raw.Declaring!.Name == Words.Loss ? [] : OfLoss,
        DeclarationKind.Experiment => OfExperiment(raw),
        _ => [],
    };

    private static readonly RawMember[] OfViews = [Data("DrawCount"), Method("Apply", 2), Method("Apply", 3), Method("Clean", 1)];

    private static readonly RawMember[] OfLoss = [Data("Temperature"), Method("Compute", 2)];

    private static List<RawMember> OfEncoder(EncoderModel encoder)
    {
        var members = new List<RawMember> { Data("Channels"), Data("ImageSize"), Data("FeatureSize"), Method("Load", 2) };
        if (encoder.Kind != PartKind.Own)
        {
            members.Add(Method("forward", 1));
            foreach (var layer in encoder.Layers)
            {
                if (HasField(layer.Layer))
                {
                    members.Add(Data(layer.Name));
                }
            }
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

        if (head.Kind != PartKind.Own)
        {
            members.Add(Method("forward", 1));
            foreach (var layer in head.Layers)
            {
                if (Word(layer.Layer) is { } word)
                {
                    members.Add(Data(word + layer.Name));
                }
            }
        }

        return members;
    }

    private static List<RawMember> OfExperiment(RawClass raw)
    {
        var members = new List<RawMember>
        {
            Data("Definition"), Data("Defaults"), Data("Encoder"), Data("Projector"), Data("LearningRate"), Data("WeightDecay"), Data("parameters"), Data("optimizer"),
            Data("device"), Method("Train", 2), Method("Embed", 1), Method("Save", 1), Method("Load", 1), Method("Dispose", 0),
        };
        if (Resolve.Experiment(raw) is { } experiment)
        {
            members.AddRange(OfOptimizer(experiment.Optimizer.Kind));
            members.AddRange(OfSchedule(experiment.Schedule));
        }

        return members;
    }

    private static RawMember[] OfOptimizer(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd => [Data("Momentum")],
        OptimizerKind.Lars => [Data("Momentum"), Data("TrustCoefficient")],
        _ => [Data("Beta1"), Data("Beta2"), Data("Epsilon")],
    };

    private static IEnumerable<RawMember> OfSchedule(ScheduleModel? schedule)
    {
        if (schedule is not null)
        {
            yield return Data(schedule.WarmupEpochs > 0 ? "WarmupEpochs" : "WarmupFraction");
        }

        if (schedule is { FinalLearningRate: > 0 })
        {
            yield return Data("FinalLearningRate");
        }
    }

    /// <summary>What the field of a head's layer begins with; its position follows. Operations have no field.</summary>
    private static string? Word(Layer layer) => layer switch
    {
        LinearLayer => "linear",
        BatchNormLayer or GroupNormLayer or LayerNormLayer => "norm",
        DropoutLayer => "dropout",
        _ => null,
    };

    private static bool HasField(Layer layer) => layer is not (ReluLayer or FlattenLayer or GlobalAveragePoolLayer);

    private static RawMember Data(string name) => new(name, -1);

    private static RawMember Method(string name, int parameters) => new(name, parameters);
}
