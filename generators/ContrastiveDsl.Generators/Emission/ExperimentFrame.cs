using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What the experiments of every method have in common: constants, networks, settings, features, saving and loading. The loop is each method's own.</summary>
internal static class ExperimentFrame
{
    private const string Settings = Names.Training + ".RunSettings";

    /// <summary>The members before the loop.</summary>
    public static void WriteHead(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        OptimizerCode.WriteConstants(writer, experiment);
        ScheduleCode.WriteConstants(writer, experiment);
        WriteMemoryConstants(writer, experiment);
        WriteFields(writer, parts);
        WriteConstructor(writer, parts);
        WriteNetworks(writer, parts);
        WriteDefaults(writer, parts);
    }

    /// <summary>The members behind the loop.</summary>
    public static void WriteTail(IndentedWriter writer, ExperimentParts parts)
    {
        WriteEmbed(writer, parts);
        writer.WriteLine();
        ExperimentState.Write(writer, parts);
    }

    /// <summary>The smaller of two visibilities as the modifier of a member that shows a part's type.</summary>
    public static string Accessibility(TypeName part) => part.Visibility switch
    {
        Visibility.Public => "public",
        Visibility.Internal => "internal",
        _ => "private",
    };

    private static void WriteMemoryConstants(IndentedWriter writer, ExperimentModel experiment)
    {
        foreach (var (name, value, summary) in MomentumCode.Constants(experiment))
        {
            XmlDoc.Constant(writer, "double", name, CSharpLiteral.Of(value), summary);
            writer.WriteLine();
        }

        foreach (var (name, value, summary) in SettingCode.Constants(experiment))
        {
            var (type, source) = SettingCode.Source(value);
            XmlDoc.Constant(writer, type, name, source, summary);
            writer.WriteLine();
        }
    }

    private static void WriteFields(IndentedWriter writer, ExperimentParts parts)
    {
        const string Set = Names.Optimization + ".ParameterSet";
        var experiment = parts.Experiment;
        writer.WriteLine($"private readonly {Names.Device} device;");
        writer.WriteLine($"private readonly {Set} parameters;");
        writer.WriteLine($"private readonly {OptimizerCode.Type(experiment.Optimizer)} optimizer;");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine($"private readonly {Set} predictorParameters;");
            writer.WriteLine($"private readonly {OptimizerCode.Type(experiment.Optimizer)} predictorOptimizer;");
        }

        if (parts.Method.HasTarget)
        {
            writer.WriteLine($"private readonly {Set} {MomentumCode.Parameters(parts.Method)};");
        }

        if (parts.Method.HasQueue)
        {
            writer.WriteLine($"private readonly {Names.Memory}.NegativeQueue queue;");
        }

        if (experiment.Bank is not null)
        {
            writer.WriteLine($"private readonly {Names.Memory}.MemoryBank bank;");
        }

        if (BankCode.HasPartition(experiment))
        {
            writer.WriteLine($"private readonly {Names.Memory}.Partition partition;");
        }

        writer.WriteLine();
    }

    private static void WriteConstructor(IndentedWriter writer, ExperimentParts parts)
    {
        XmlDoc.Summary(writer, "Builds the networks with random weights from the seed, on the device of the settings.");
        XmlDoc.Param(writer, "settings", "The settings of the run.");
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"public {parts.Declaration.Identifier}({Settings} settings)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"{Names.Torch}.manual_seed(settings.Seed);");
            writer.WriteLine("device = settings.TorchDevice;");
            foreach (var network in parts.Networks)
            {
                writer.WriteLine($"{network.Property} = {network.Creation};");
            }

            WriteCopies(writer, parts);
            WriteOptimizers(writer, parts);
            WriteMemory(writer, parts);
        }

        writer.WriteLine();
    }

    private static void WriteCopies(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Experiment.Momentum is not { Start: TargetStart.Copy })
        {
            return;
        }

        foreach (var network in parts.Networks.Where(network => !network.IsTrained))
        {
            writer.WriteLine($"{network.Property}.load_state_dict({network.Follows}.state_dict());");
        }
    }

    private static void WriteOptimizers(IndentedWriter writer, ExperimentParts parts)
    {
        const string New = "new " + Names.Optimization + ".ParameterSet";
        var experiment = parts.Experiment;
        var trained = parts.Networks.Where(network => network.IsTrained && !(experiment.HasPredictorOptimizer && network.Property == "Predictor"));
        writer.WriteLine($"parameters = {New}({string.Join(", ", trained.Select(network => network.Property))});");
        OptimizerCode.WriteCreation(writer, experiment.Optimizer, "optimizer", "parameters");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine($"predictorParameters = {New}(Predictor);");
            OptimizerCode.WriteCreation(writer, experiment.Optimizer, "predictorOptimizer", "predictorParameters");
        }
    }

    private static void WriteMemory(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Method.HasTarget)
        {
            var followers = parts.Networks.Where(network => !network.IsTrained).Select(network => network.Property);
            writer.WriteLine($"{MomentumCode.Parameters(parts.Method)} = {Names.Optimization}.ParameterSet.ForTarget(parameters, {string.Join(", ", followers)});");
        }

        if (parts.Method.HasQueue)
        {
            Code.WriteCall(
                writer,
                "queue = new " + Names.Memory + ".NegativeQueue",
                "QueueSize",
                parts.Projector + ".OutputSize",
                "new " + Names.Randomness + ".RandomSource(settings.Seed)",
                "device");
        }

        if (parts.Experiment.Bank is not null)
        {
            Code.WriteCall(writer, "bank = new " + Names.Memory + ".MemoryBank", parts.Projector + ".OutputSize", "new " + Names.Randomness + ".RandomSource(settings.Seed)", "device");
        }

        if (BankCode.HasPartition(parts.Experiment))
        {
            writer.WriteLine($"partition = new {Names.Memory}.Partition({parts.Loss}.Partition, device);");
        }
    }

    private static void WriteNetworks(IndentedWriter writer, ExperimentParts parts)
    {
        foreach (var network in parts.Networks)
        {
            XmlDoc.Summary(writer, network.Summary);
            if (network.Property == "Encoder")
            {
                XmlDoc.Remarks(writer, "In training mode after Train: use Embed, or call eval() first. It must stay on its device, where the optimizer's parameters are.");
            }

            SourceFile.WriteMemberMark(writer, parts.Declaration);
            writer.WriteLine($"{Accessibility(network.Type)} {network.Source} {network.Property} {{ get; }}");
            writer.WriteLine();
        }

        if (parts.Experiment.Bank is not null)
        {
            XmlDoc.Summary(writer, "The memory bank: a unit projection of each training image, in their order, from the first step on. Neighbours can be looked up in it as it stands.");
            SourceFile.WriteMemberMark(writer, parts.Declaration);
            writer.WriteLine($"public {Names.Memory}.MemoryBank Bank => bank;");
            writer.WriteLine();
        }

        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"{Names.Module} {Names.Training}.IExperiment.Network => Encoder;");
        writer.WriteLine();
    }

    private static void WriteDefaults(IndentedWriter writer, ExperimentParts parts)
    {
        var training = parts.Experiment.Training;
        XmlDoc.Summary(writer, "The settings of a run as declared" + Provenance.Of(parts.Experiment, training.Attribute, Words.Of<TrainingAttribute>()));
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"public static {Settings} Defaults => new()");
        writer.WriteLine("{");
        using (writer.Indent("};"))
        {
            writer.WriteLine($"Epochs = {training.Epochs},");
            writer.WriteLine($"BatchSize = {training.BatchSize},");
            writer.WriteLine($"Seed = {training.Seed},");
        }

        writer.WriteLine();
    }

    private static void WriteEmbed(IndentedWriter writer, ExperimentParts parts)
    {
        var encoder = parts.Experiment.Encoder;
        XmlDoc.Summary(
            writer,
            Code.Of($"Features of images as they are, in evaluation mode and without gradients: [N, {encoder.Channels}, {encoder.ImageSize}, {encoder.ImageSize}] in [0, 1] -> [N, {encoder.Features}]."));
        XmlDoc.Param(writer, "images", "The images, on the device of the settings.");
        XmlDoc.Returns(writer, "The features, which belong to the caller's dispose scope or, without one, to the caller.");
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"public {Names.Tensor} Embed({Names.Tensor} images)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var noGrad = {Names.Torch}.no_grad();");
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine("var wasTraining = Encoder.training;");
        writer.WriteLine("Encoder.eval();");
        writer.WriteLine("try");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"return Encoder.call({parts.Views}.Clean(images)).MoveToOuterDisposeScope();");
        }

        writer.WriteLine("finally");
        using var restoring = writer.WriteBlock();
        writer.WriteLine("Encoder.train(wasTraining);");
    }
}
