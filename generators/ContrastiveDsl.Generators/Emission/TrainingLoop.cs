using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Writes the loop of an experiment: epochs, steps, views, and around the method's own statements backward pass,
/// optimizer and bookkeeping.
/// </summary>
internal static class TrainingLoop
{
    /// <summary>Writes the method <c>Train</c>.</summary>
    public static void Write(
        IndentedWriter writer,
        DeclarationModel declaration,
        ExperimentLayout layout,
        StepEmitter step
    )
    {
        XmlDoc.Summary(writer, "Trains from the run's position to its end, or until a stop is requested.");
        XmlDoc.Param(
            writer,
            "images",
            "The training images, on the device of the settings and already cut to their limit."
        );
        XmlDoc.Param(writer, "run", "Position, settings and bookkeeping of the run.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(ExperimentLayout.Signature("Train"));
        using var body = writer.WriteBlock();
        WritePreparation(writer, layout);
        writer.WriteLine();
        writer.WriteLine("while (run.Epoch < run.Settings.Epochs)");
        using var epoch = writer.WriteBlock();
        writer.WriteLine("foreach (var batch in images.ReadAhead(order.Batches(run.Epoch, run.StepInEpoch)))");
        using (writer.WriteBlock())
        {
            WriteStep(writer, layout, step);
        }

        writer.WriteLine();
        writer.WriteLine("run.CompleteEpoch(this);");
    }

    private static void WritePreparation(IndentedWriter writer, ExperimentLayout layout)
    {
        var experiment = layout.Model!;
        writer.WriteLine($"var random = new {Names.Randomness}.RandomSource(run.Settings.Seed);");
        writer.WriteLine($"var order = new {Names.Data}.EpochOrder(images.Count, run.Settings.BatchSize, random);");
        ScheduleCode.WritePreparation(writer, experiment);
        MomentumCode.WritePreparation(writer, experiment.Momentum);
        foreach (var network in layout.Networks)
        {
            writer.WriteLine($"{network.Name}.train();");
        }

        if (experiment.Bank is not null)
        {
            BankCode.WritePreparation(writer, layout.Parts!);
        }

        writer.WriteLine("run.Begin(Definition, order.StepsPerEpoch);");
    }

    private static void WriteStep(IndentedWriter writer, ExperimentLayout layout, StepEmitter step)
    {
        var parts = layout.Parts!;
        writer.WriteLine($"using var step = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine();
        ViewsCode.WriteViews(writer, parts, step.Sampling(parts));
        writer.WriteLine();
        step.WriteForward(writer, parts);
        step.WriteWatch(writer, parts);
        writer.WriteLine();
        WriteOptimization(writer, layout);
        step.WriteAfterStep(writer, parts);
        writer.WriteLine();
        WriteCompletion(writer, parts.Experiment);
    }

    /// <summary>Writes what tells the run of the step, and does what the run asks for.</summary>
    private static void WriteCompletion(IndentedWriter writer, ExperimentModel experiment)
    {
        var trained = experiment.HasPredictorOptimizer ? "parameters, predictorParameters" : "parameters";
        writer.WriteLine($"run.CompleteStep(loss, {ScheduleCode.Rate(experiment)}, {trained});");
        WriteIf(writer, "run.CheckpointDue", "run.SaveCheckpoint(this);");
        writer.WriteLine();
        WriteIf(writer, "run.StopRequested", "return;");
    }

    private static void WriteIf(IndentedWriter writer, string condition, string statement)
    {
        writer.WriteLine($"if ({condition})");
        using var body = writer.WriteBlock();
        writer.WriteLine(statement);
    }

    private static void WriteOptimization(IndentedWriter writer, ExperimentLayout layout)
    {
        var experiment = layout.Model!;
        writer.WriteLine("parameters.ZeroGradients();");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine("predictorParameters.ZeroGradients();");
        }

        writer.WriteLine("loss.backward();");
        writer.WriteLine();
        writer.WriteComment("Each process has the gradients of its share; the batch's are their sum.");
        writer.WriteLine("run.World.Sum(parameters);");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine("run.World.Sum(predictorParameters);");
        }

        writer.WriteLine();
        ScheduleCode.WriteRate(writer, experiment.Schedule);
        writer.WriteLine($"optimizer.Step({ScheduleCode.StepArguments(experiment)});");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine(
                $"predictorOptimizer.Step({ScheduleCode.StepArguments(experiment, keepsPeak: true)});  // The predictor's rate does not decay."
            );
        }
    }
}
