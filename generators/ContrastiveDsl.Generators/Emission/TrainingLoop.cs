using System.Collections.Generic;
using System.Linq;
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
        WritePreparation(writer, layout, step);
        writer.WriteLine();
        writer.WriteLine("while (run.Epoch < run.Settings.Epochs && !run.StopRequested)");
        using var epoch = writer.WriteBlock();
        writer.WriteLine("foreach (var batch in images.ReadAhead(order.Batches(run.Epoch, run.StepInEpoch)))");
        using (writer.WriteBlock())
        {
            WriteStep(writer, layout, step);
        }

        writer.WriteLine();
        writer.WriteLine("run.CompleteEpoch(this);");
    }

    private static void WritePreparation(IndentedWriter writer, ExperimentLayout layout, StepEmitter step)
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

        step.WritePreparation(writer, layout.Parts!);
        writer.WriteLine("run.Begin(Definition, order.StepsPerEpoch);");
    }

    private static void WriteStep(IndentedWriter writer, ExperimentLayout layout, StepEmitter step)
    {
        var parts = layout.Parts!;
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine();
        if (MicroBatchCode.Accumulates(parts))
        {
            step.WriteAccumulation(writer, layout);
        }
        else
        {
            ViewsCode.WriteViews(writer, parts, step.Sampling(parts));
            writer.WriteLine();
            PrecisionCode.WriteTrained(writer, parts.Experiment);
            step.WriteForward(writer, parts);
            step.WriteWatch(writer, parts);
            writer.WriteLine();
            WriteBackward(writer, layout);
        }

        writer.WriteLine();
        WriteOptimization(writer, layout, step);
        step.WriteAfterStep(writer, parts);
        writer.WriteLine();
        WriteCompletion(writer, layout);
    }

    /// <summary>Writes what tells the run of the step, and does what the run asks for.</summary>
    private static void WriteCompletion(IndentedWriter writer, ExperimentLayout layout)
    {
        var trained = string.Join(", ", Own(layout).Select(name => name + "Parameters").Prepend("parameters"));
        var loss = MicroBatchCode.Accumulates(layout.Parts!) ? "accumulation.Loss" : "loss";
        writer.WriteLine($"run.CompleteStep({loss}, {ScheduleCode.Rate(layout.Model!)}, {trained});");
        WriteIf(writer, "run.CheckpointDue", "run.SaveCheckpoint(this);");
        writer.WriteLine();
        WriteIf(writer, "run.StopRequested", "return;");
    }

    /// <summary>The networks that have an optimizer of their own, as their fields begin.</summary>
    private static IEnumerable<string> Own(ExperimentLayout layout) =>
        layout.Networks.Where(network => network.HasOptimizer).Select(network => network.FieldPrefix);

    private static void WriteIf(IndentedWriter writer, string condition, string statement)
    {
        writer.WriteLine($"if ({condition})");
        using var body = writer.WriteBlock();
        writer.WriteLine(statement);
    }

    private static void WriteBackward(IndentedWriter writer, ExperimentLayout layout)
    {
        writer.WriteLine("parameters.ZeroGradients();");
        foreach (var name in Own(layout))
        {
            writer.WriteLine($"{name}Parameters.ZeroGradients();");
        }

        if (MicroBatchCode.Caches(layout.Parts!))
        {
            MicroBatchCode.WriteBackward(writer);
        }
        else
        {
            writer.WriteLine("loss.backward();");
        }
    }

    private static void WriteOptimization(IndentedWriter writer, ExperimentLayout layout, StepEmitter step)
    {
        var experiment = layout.Model!;
        var own = Own(layout).ToArray();
        writer.WriteComment("Each process has the gradients of its share; the batch's are their sum.");
        writer.WriteLine("run.World.Sum(parameters);");
        foreach (var name in own)
        {
            writer.WriteLine($"run.World.Sum({name}Parameters);");
        }

        writer.WriteLine();
        ScheduleCode.WriteRate(writer, experiment.Schedule);
        writer.WriteLine($"optimizer.Step({ScheduleCode.StepArguments(experiment)});");
        foreach (var name in own)
        {
            step.WriteOwnStep(writer, experiment, name + "Optimizer");
        }
    }
}
