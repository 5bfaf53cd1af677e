using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a SimCLR experiment: two views of each image attract, all other views of the batch repel.</summary>
internal static class SimClrEmitter
{
    /// <summary>The file of the experiment.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ExperimentModel experiment)
    {
        var writer = new IndentedWriter();
        var parts = new ExperimentParts(declaration, experiment);
        using (SourceFile.Begin(writer, declaration))
        {
            XmlDoc.Summary(writer, "SimCLR (Chen et al., 2020, arXiv:2002.05709): two views of each image attract, all other views of the batch repel.");
            XmlDoc.Remarks(writer, Code.Of($"Images {parts.ViewShape} -> features [B, {experiment.Encoder.Features}] -> projections [B, {experiment.Projector.Output}]."));
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Training}.IExperiment");
            using var type = writer.WriteBlock();
            ExperimentFrame.WriteHead(writer, declaration, experiment, parts);
            WriteTrain(writer, declaration, experiment, parts);
            writer.WriteLine();
            ExperimentFrame.WriteTail(writer, declaration, experiment, parts);
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    private static void WriteTrain(IndentedWriter writer, DeclarationModel declaration, ExperimentModel experiment, ExperimentParts parts)
    {
        XmlDoc.Summary(writer, "Trains from the run's position to its end, or until a stop is requested.");
        XmlDoc.Param(writer, "images", "The training images, on the device of the settings and already cut to its limit.");
        XmlDoc.Param(writer, "run", "Position, settings and bookkeeping of the run.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public void Train({Names.Data}.ImageSet images, {Names.Training}.TrainingRun run)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"var random = new {Names.Randomness}.RandomSource(run.Settings.Seed);");
        writer.WriteLine($"var order = new {Names.Data}.EpochOrder(images.Count, run.Settings.BatchSize, random);");
        ScheduleCode.WritePreparation(writer, experiment.Optimizer, experiment.Schedule);
        writer.WriteLine("Encoder.train();");
        writer.WriteLine("Projector.train();");
        writer.WriteLine("run.Begin(order.StepsPerEpoch);");
        writer.WriteLine();
        writer.WriteLine("while (run.Epoch < run.Settings.Epochs)");
        using var epoch = writer.WriteBlock();
        writer.WriteLine("foreach (var batch in order.Batches(run.Epoch, run.StepInEpoch))");
        using (writer.WriteBlock())
        {
            WriteStep(writer, experiment, parts);
        }

        writer.WriteLine();
        writer.WriteLine("run.CompleteEpoch(this);");
    }

    private static void WriteStep(IndentedWriter writer, ExperimentModel experiment, ExperimentParts parts)
    {
        writer.WriteLine($"using var step = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine();
        WriteViews(writer, parts);
        writer.WriteLine();
        if (experiment.SeparateViews)
        {
            WriteSeparateForward(writer, experiment, parts);
        }
        else
        {
            WriteJointForward(writer, experiment, parts);
        }

        writer.WriteLine();
        writer.WriteLine("parameters.ZeroGradients();");
        writer.WriteLine("loss.backward();");
        ScheduleCode.WriteRate(writer, experiment.Schedule);
        writer.WriteLine($"optimizer.Step({ScheduleCode.StepArguments(experiment.Optimizer, experiment.Schedule)});");
        writer.WriteLine();
        writer.WriteLine($"run.CompleteStep(loss, {ScheduleCode.Rate(experiment.Optimizer, experiment.Schedule)});");
        writer.WriteLine("if (run.StopRequested)");
        using var stop = writer.WriteBlock();
        writer.WriteLine("run.SaveCheckpoint(this);");
        writer.WriteLine("return;");
    }

    private static void WriteViews(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine("// Two random views of every image.");
        var lines = new CommentedLines();
        lines.Add("var pixels = images.Load(batch);", parts.ImageShape);
        lines.Add("var draws = " + Names.Augmentation + ".ViewDraws.Sample(random, batch, views: 2, " + parts.Views + ".DrawCount, device);");
        lines.Add("var view0 = " + parts.View(0) + ";", "-> " + parts.ViewShape);
        lines.Add("var view1 = " + parts.View(1) + ";");
        lines.WriteTo(writer);
    }

    private static void WriteJointForward(IndentedWriter writer, ExperimentModel experiment, ExperimentParts parts)
    {
        writer.WriteLine("// Both views in one batch: a single forward pass, and batch normalisation, if any, sees all 2B images.");
        var lines = new CommentedLines();
        lines.Add("var views = " + Names.Torch + ".cat(new[] { view0, view1 }, 0);", parts.BothViewsShape);
        lines.Add("var features = Encoder.call(views);", Code.Of($"-> [2B, {experiment.Encoder.Features}]"));
        lines.Add("var z = Projector.call(features).chunk(2, 0);", Code.Of($"-> 2 x [B, {experiment.Projector.Output}]"));
        lines.Add("var loss = " + parts.Loss + ".Compute(z[0], z[1]);", "-> []");
        lines.WriteTo(writer);
    }

    private static void WriteSeparateForward(IndentedWriter writer, ExperimentModel experiment, ExperimentParts parts)
    {
        writer.WriteLine("// One view after the other: batch normalisation, if any, sees the B images of one view alone.");
        var lines = new CommentedLines();
        lines.Add("var z0 = Projector.call(Encoder.call(view0));", Code.Of($"-> [B, {experiment.Encoder.Features}] -> [B, {experiment.Projector.Output}]"));
        lines.Add("var z1 = Projector.call(Encoder.call(view1));");
        lines.Add("var loss = " + parts.Loss + ".Compute(z0, z1);", "-> []");
        lines.WriteTo(writer);
    }
}
