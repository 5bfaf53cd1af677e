using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The public surface of an experiment that cannot run.</summary>
internal static class ExperimentStub
{
    private const string Interface = Names.Training + ".IExperiment";
    private const string Stateful = Names.Training + ".IStateful";

    private static readonly string[] UnknownPatches = ["Lambda", "MinScale"];
    private static readonly string[] UnknownCells = ["Grid", "Cell", "Jitter"];
    private static readonly string[] UnknownGrid = ["Patch", "Stride", "Rows", "Steps"];

    /// <summary>The surface. Parts that are missing or of the wrong kind appear as plain modules.</summary>
    public static StubSurface Surface(AnalyzedClass analyzed)
    {
        var experiment = analyzed.Models.Experiment;
        var members = new StubMembers(analyzed);
        if (experiment is not null)
        {
            AddConstants(members, experiment);
        }

        members.Constructor(analyzed.Declaration, Names.Training + ".RunSettings settings", isModule: false);
        members.Property("Encoder", Head(experiment?.Encoder.Type));
        members.Property("Projector", Head(experiment?.Projector.Type));
        if (analyzed.Models.Method is { } method)
        {
            AddNetworks(members, method, experiment);
        }

        members.InterfaceProperty("Network", Interface, Names.Module);
        members.Property("Defaults", "public static " + Names.Training + ".RunSettings");
        members.Property("Definition", "public static " + Names.Training + ".ExperimentDefinition");
        members.InterfaceMethod("Train", Interface, "void", Names.Data + ".ImageSet images, " + Names.Training + ".TrainingRun run");
        members.InterfaceMethod("Embed", Interface, Names.Tensor, Names.Tensor + " images");
        members.InterfaceMethod("Save", Stateful, "void", Names.Training + ".StateWriter writer");
        members.InterfaceMethod("Load", Stateful, "void", Names.Training + ".StateReader reader");
        members.InterfaceMethod("Dispose", "global::System.IDisposable", "void", string.Empty);
        var isSealed = analyzed.Declaration.HasBaseClass ? string.Empty : "sealed ";
        return new StubSurface(isSealed, " : " + Interface, members.All);
    }

    private static void AddNetworks(StubMembers members, Method method, ExperimentModel? experiment)
    {
        if (method.HasPredictor)
        {
            members.Property("Predictor", Head(experiment?.Predictor?.Type));
        }

        if (method.HasPatches)
        {
            members.Property("PatchHead", Head(experiment?.Pretext?.Head.Type));
        }

        if (method.HasBank)
        {
            members.Property("Bank", "public " + Names.Memory + ".MemoryBank");
        }

        if (method.TrainsKeys)
        {
            members.Property("KeyEncoder", Head(experiment?.KeyEncoder?.Type));
            members.Property("KeyProjector", Head(experiment?.KeyProjector?.Type));
        }

        if (method.HasGrid)
        {
            members.Property("Context", "public " + Names.Modules + "." + ExperimentParts.ContextType(experiment?.Grid));
            members.Property("Predictions", "public " + Names.Modules + "." + ExperimentParts.PredictionsType);
        }

        if (method.HasTarget)
        {
            members.Property(method.Target + "Encoder", Head(experiment?.Encoder.Type));
            members.Property(method.Target + "Projector", Head(experiment?.Projector.Type));
        }

        if (experiment is null)
        {
            AddUnknownMemory(members, method);
        }
    }

    /// <summary>Constants of an experiment that lacks a part: what the program names must be there, whatever its value.</summary>
    private static void AddUnknownMemory(StubMembers members, Method method)
    {
        if (method.Momentum is { } momentum)
        {
            members.Constant("EncoderMomentum", momentum.Momentum, "From [MomentumEncoder].");
            if (momentum.Schedule == MomentumSchedule.Cosine)
            {
                members.Constant("FinalEncoderMomentum", momentum.FinalMomentum, "From [MomentumEncoder].");
            }
        }

        if (method.HasQueue)
        {
            members.Constant("QueueSize", 0, "From [NegativeQueue].");
        }

        if (method.HasBank)
        {
            members.Constant("BankMomentum", 0.0, "From [MemoryBank].");
            members.Constant("Negatives", 0, "From [MemoryBank].");
        }

        foreach (var name in method.HasPatches ? UnknownPatches : [])
        {
            members.Constant(name, 0.0, "From [Pirl] and its pretext transform.");
        }

        foreach (var name in method.HasPatches ? UnknownCells : method.HasGrid ? UnknownGrid : [])
        {
            members.Constant(name, 0, "From [Jigsaw] or [Cpc].");
        }
    }

    private static void AddConstants(StubMembers members, ExperimentModel experiment)
    {
        foreach (var (name, value) in OptimizerCode.Constants(experiment.Optimizer))
        {
            members.Constant(name, value, "From [" + experiment.Optimizer.Kind.ToString("G") + "].");
        }

        if (experiment.Schedule is { WarmupEpochs: > 0 } byEpochs)
        {
            members.Constant("WarmupEpochs", byEpochs.WarmupEpochs, "From [CosineSchedule].");
        }
        else if (experiment.Schedule is { } schedule)
        {
            members.Constant("WarmupFraction", schedule.WarmupFraction, "From [CosineSchedule].");
        }

        foreach (var (name, value, summary) in MomentumCode.Constants(experiment))
        {
            members.Constant(name, value, summary);
        }

        foreach (var (name, value, summary) in SettingCode.Constants(experiment))
        {
            if (value is int whole)
            {
                members.Constant(name, whole, summary);
            }
            else
            {
                members.Constant(name, (double)value, summary);
            }
        }

        if (experiment.Schedule is { FinalLearningRate: > 0 } final)
        {
            members.Constant("FinalLearningRate", final.FinalLearningRate, "From [CosineSchedule].");
        }

        if (experiment.Schedule?.FinalWeightDecay is { } decay)
        {
            members.Constant("FinalWeightDecay", decay, "From [CosineSchedule].");
        }
    }

    private static string Head(TypeName? part) =>
        part is null ? "public " + Names.Module : ExperimentFrame.Accessibility(part) + " " + part.Source;
}
