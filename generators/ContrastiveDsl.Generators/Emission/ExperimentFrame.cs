using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What the experiments of every method have in common: constants, networks, settings, features, saving and loading. The loop is each method's own.</summary>
internal static class ExperimentFrame
{
    private const string Settings = Names.Training + ".RunSettings";

    /// <summary>The members before the loop.</summary>
    public static void WriteHead(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        OptimizerCode.WriteConstants(writer, experiment.Optimizer, experiment.Schedule is not null);
        ScheduleCode.WriteConstants(writer, experiment.Schedule);
        WriteFields(writer, experiment);
        WriteConstructor(writer, declaration, experiment, parts);
        WriteNetworks(writer, declaration, experiment, parts);
        WriteDefaults(writer, declaration, experiment.Training);
    }

    /// <summary>The members behind the loop.</summary>
    public static void WriteTail(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        WriteEmbed(writer, declaration, experiment, parts);
        writer.WriteLine();
        WriteSave(writer, declaration);
        writer.WriteLine();
        WriteLoad(writer, declaration);
        writer.WriteLine();
        WriteDispose(writer, declaration);
    }

    /// <summary>The smaller of two visibilities as the modifier of a member that shows a part's type.</summary>
    public static string Accessibility(TypeName part) => part.Visibility switch
    {
        Visibility.Public => "public",
        Visibility.Internal => "internal",
        _ => "private",
    };

    private static void WriteFields(IndentedWriter writer, ExperimentModel experiment)
    {
        writer.WriteLine($"private readonly {Names.Device} device;");
        writer.WriteLine($"private readonly {Names.Optimization}.ParameterSet parameters;");
        writer.WriteLine($"private readonly {OptimizerCode.Type(experiment.Optimizer)} optimizer;");
        writer.WriteLine();
    }

    private static void WriteConstructor(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        XmlDoc.Summary(writer, "Builds the networks with random weights from the seed, on the device of the settings.");
        XmlDoc.Param(writer, "settings", "The settings of the run.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public {declaration.Identifier}({Settings} settings)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"{Names.Torch}.manual_seed(settings.Seed);");
            writer.WriteLine("device = settings.TorchDevice;");
            writer.WriteLine($"Encoder = {parts.NewEncoder};");
            writer.WriteLine($"Projector = {parts.NewProjector};");
            writer.WriteLine($"parameters = new {Names.Optimization}.ParameterSet(Encoder, Projector);");
            OptimizerCode.WriteCreation(writer, experiment.Optimizer);
        }

        writer.WriteLine();
    }

    private static void WriteNetworks(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        XmlDoc.Summary(writer, "The encoder, which remains after training.");
        XmlDoc.Remarks(writer, "In training mode after Train: use Embed, or call eval() first. It must stay on its device, where the optimizer's parameters are.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"{Accessibility(experiment.Encoder.Type)} {parts.Encoder} Encoder {{ get; }}");
        writer.WriteLine();
        XmlDoc.Summary(writer, "The projection head, of use in training only.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"{Accessibility(experiment.Projector.Type)} {parts.Projector} Projector {{ get; }}");
        writer.WriteLine();
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"{Names.Module} {Names.Training}.IExperiment.Network => Encoder;");
        writer.WriteLine();
    }

    private static void WriteDefaults(IndentedWriter writer, DeclarationModel declaration, TrainingModel training)
    {
        XmlDoc.Summary(writer, "The settings of a run as declared, from [Training].");
        SourceFile.WriteMemberMark(writer, declaration);
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

    private static void WriteEmbed(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        var channels = experiment.Encoder.Channels;
        var side = experiment.Encoder.ImageSize;
        XmlDoc.Summary(writer, Code.Of($"Features of images as they are, in evaluation mode and without gradients: [N, {channels}, {side}, {side}] in [0, 1] -> [N, {experiment.Encoder.Features}]."));
        XmlDoc.Param(writer, "images", "The images, on the device of the settings.");
        XmlDoc.Returns(writer, "The features, which belong to the caller's dispose scope or, without one, to the caller.");
        SourceFile.WriteMemberMark(writer, declaration);
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

    private static void WriteSave(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public void Save({Names.Training}.StateWriter writer)");
        using var body = writer.WriteBlock();
        writer.WriteLine("writer.Module(\"encoder\", Encoder);");
        writer.WriteLine("writer.Module(\"projector\", Projector);");
        writer.WriteLine("optimizer.Save(writer.Scope(\"optimizer\"));");
    }

    private static void WriteLoad(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public void Load({Names.Training}.StateReader reader)");
        using var body = writer.WriteBlock();
        writer.WriteLine("reader.Module(\"encoder\", Encoder);");
        writer.WriteLine("reader.Module(\"projector\", Projector);");
        writer.WriteLine("optimizer.Load(reader.Scope(\"optimizer\"));");
    }

    private static void WriteDispose(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine("public void Dispose()");
        using var body = writer.WriteBlock();
        writer.WriteLine("optimizer.Dispose();");
        writer.WriteLine("parameters.Dispose();");
        writer.WriteLine("Projector.Dispose();");
        writer.WriteLine("Encoder.Dispose();");
    }
}
