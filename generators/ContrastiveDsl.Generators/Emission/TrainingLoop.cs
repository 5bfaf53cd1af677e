namespace ContrastiveDsl.Generators.Emission;

/// <summary>Writes the loop of an experiment: epochs, steps, views, and around the method's own statements backward pass, optimizer and bookkeeping.</summary>
internal static class TrainingLoop
{
    /// <summary>Writes the method <c>Train</c>.</summary>
    public static void Write(IndentedWriter writer, ExperimentParts parts, MethodEmitter method)
    {
        XmlDoc.Summary(writer, "Trains from the run's position to its end, or until a stop is requested.");
        XmlDoc.Param(writer, "images", "The training images, on the device of the settings and already cut to its limit.");
        XmlDoc.Param(writer, "run", "Position, settings and bookkeeping of the run.");
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"public void Train({Names.Data}.ImageSet images, {Names.Training}.TrainingRun run)");
        using var body = writer.WriteBlock();
        WritePreparation(writer, parts);
        writer.WriteLine();
        writer.WriteLine("while (run.Epoch < run.Settings.Epochs)");
        using var epoch = writer.WriteBlock();
        writer.WriteLine("foreach (var batch in order.Batches(run.Epoch, run.StepInEpoch))");
        using (writer.WriteBlock())
        {
            WriteStep(writer, parts, method);
        }

        writer.WriteLine();
        writer.WriteLine("run.CompleteEpoch(this);");
    }

    private static void WritePreparation(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine($"var random = new {Names.Randomness}.RandomSource(run.Settings.Seed);");
        writer.WriteLine($"var order = new {Names.Data}.EpochOrder(images.Count, run.Settings.BatchSize, random);");
        ScheduleCode.WritePreparation(writer, parts.Experiment);
        MomentumCode.WritePreparation(writer, parts.Experiment.Momentum);
        foreach (var network in parts.Networks)
        {
            writer.WriteLine($"{network.Property}.train();");
        }

        if (parts.Experiment.Bank is not null)
        {
            writer.WriteLine("bank.Prepare(images.Count);");
        }

        if (parts.Experiment.Bank is { Fill: true })
        {
            writer.WriteLine();
            BankCode.WriteFill(writer, parts);
            writer.WriteLine();
        }

        writer.WriteLine("run.Begin(order.StepsPerEpoch);");
    }

    private static void WriteStep(IndentedWriter writer, ExperimentParts parts, MethodEmitter method)
    {
        writer.WriteLine($"using var step = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine();
        method.WriteViews(writer, parts);
        writer.WriteLine();
        method.WriteForward(writer, parts);
        writer.WriteLine();
        WriteOptimization(writer, parts);
        method.WriteAfterStep(writer, parts);
        writer.WriteLine();
        writer.WriteLine($"run.CompleteStep(loss, {ScheduleCode.Rate(parts.Experiment)});");
        writer.WriteLine("if (run.StopRequested)");
        using var stop = writer.WriteBlock();
        writer.WriteLine("run.SaveCheckpoint(this);");
        writer.WriteLine("return;");
    }

    private static void WriteOptimization(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        writer.WriteLine("parameters.ZeroGradients();");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine("predictorParameters.ZeroGradients();");
        }

        writer.WriteLine("loss.backward();");
        ScheduleCode.WriteRate(writer, experiment.Schedule);
        writer.WriteLine($"optimizer.Step({ScheduleCode.StepArguments(experiment)});");
        if (experiment.HasPredictorOptimizer)
        {
            writer.WriteLine($"predictorOptimizer.Step({ScheduleCode.StepArguments(experiment, keepsPeak: true)});  // The predictor keeps its rate.");
        }
    }
}
