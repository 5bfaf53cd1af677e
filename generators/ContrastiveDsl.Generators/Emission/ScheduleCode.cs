using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Learning rate and weight decay of an experiment: constants, what is made before the loop, and their values in a step.</summary>
internal static class ScheduleCode
{
    /// <summary>Writes the schedule's constants.</summary>
    public static void WriteConstants(IndentedWriter writer, ExperimentModel experiment)
    {
        if (experiment.Schedule is not { } schedule)
        {
            return;
        }

        var source = Provenance.Of(experiment, schedule.Attribute, Words.Of<CosineScheduleAttribute>());
        if (schedule.WarmupEpochs > 0)
        {
            XmlDoc.Constant(writer, "int", "WarmupEpochs", CSharpLiteral.Of(schedule.WarmupEpochs), "Epochs in which the learning rate rises from 0" + source);
        }
        else
        {
            XmlDoc.Constant(writer, "double", "WarmupFraction", CSharpLiteral.Of(schedule.WarmupFraction), "Share of all steps in which the learning rate rises from 0" + source);
        }

        writer.WriteLine();
        if (schedule.FinalLearningRate > 0)
        {
            XmlDoc.Constant(writer, "double", "FinalLearningRate", CSharpLiteral.Of(schedule.FinalLearningRate), "Learning rate after the last step" + source);
            writer.WriteLine();
        }

        if (schedule.FinalWeightDecay is { } decay)
        {
            XmlDoc.Constant(writer, "double", "FinalWeightDecay", CSharpLiteral.Of(decay), "Weight decay after the last step, to which a cosine leads" + source);
            writer.WriteLine();
        }
    }

    /// <summary>Writes what the loop needs to know its rates: a schedule, or the one rate.</summary>
    public static void WritePreparation(IndentedWriter writer, ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        var schedule = experiment.Schedule;
        if (optimizer.Scaling != LearningRateScaling.None)
        {
            writer.WriteLine($"var {Highest(experiment)} = {Names.Optimization}.LearningRates.Scale(LearningRate, {EnumName.Source(optimizer.Scaling)}, run.Settings.BatchSize);");
        }

        if (schedule is null)
        {
            return;
        }

        Code.WriteCall(
            writer,
            "var schedule = " + Names.Optimization + ".WarmupCosine.ForRun",
            Highest(experiment),
            "order.StepsPerEpoch",
            "run.Settings.Epochs",
            schedule.WarmupEpochs > 0 ? "warmupEpochs: WarmupEpochs" : "warmupFraction: WarmupFraction",
            schedule.FinalLearningRate > 0 ? "finalLearningRate: FinalLearningRate" : null);
        if (schedule.FinalWeightDecay is not null)
        {
            writer.WriteLine($"var decay = {Names.Optimization}.CosineWeightDecay.ForRun(WeightDecay, FinalWeightDecay, order.StepsPerEpoch, run.Settings.Epochs);");
        }
    }

    /// <summary>Writes the rate of the step at hand, and the weight decay, where they change from step to step.</summary>
    public static void WriteRate(IndentedWriter writer, ScheduleModel? schedule)
    {
        if (schedule is not null)
        {
            writer.WriteLine("var learningRate = schedule.At(run.Step);");
        }

        if (schedule?.FinalWeightDecay is not null)
        {
            writer.WriteLine("var weightDecay = decay.At(run.Step);");
        }
    }

    /// <summary>The arguments of the optimizer's step.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="keepsPeak">Whether the rate stays at its peak.</param>
    public static string StepArguments(ExperimentModel experiment, bool keepsPeak = false) =>
        (keepsPeak ? Highest(experiment) : Rate(experiment)) + (experiment.Schedule?.FinalWeightDecay is null ? string.Empty : ", weightDecay");

    /// <summary>The rate of the step at hand.</summary>
    public static string Rate(ExperimentModel experiment) => experiment.Schedule is null ? Highest(experiment) : "learningRate";

    /// <summary>The constant, or the variable that holds what scaling has made of it: under a schedule it is no more than the rate's peak.</summary>
    public static string Highest(ExperimentModel experiment) => experiment.Optimizer.Scaling switch
    {
        LearningRateScaling.None => "LearningRate",
        _ when experiment.Schedule is null => "learningRate",
        _ => "peak",
    };
}
