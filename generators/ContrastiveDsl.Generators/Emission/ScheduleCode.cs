using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Learning rate and weight decay of an experiment: constants, what is made before the loop, and their values in a
/// step.
/// </summary>
internal static class ScheduleCode
{
    /// <summary>Adds the schedule's constants.</summary>
    public static void AddConstants(ExperimentLayout layout, ExperimentModel experiment)
    {
        switch (experiment.Schedule)
        {
            case CosineScheduleModel cosine:
                AddConstants(layout, experiment, cosine);
                break;
            case StepScheduleModel steps:
                AddConstants(layout, experiment, steps);
                break;
        }
    }

    private static void AddConstants(ExperimentLayout layout, ExperimentModel experiment, StepScheduleModel schedule)
    {
        AddWarmup<StepScheduleAttribute>(layout, experiment, schedule);
        layout.Constant(
            "RateFactor",
            schedule.Factor,
            "By what each milestone multiplies the learning rate"
                + Provenance.Of<StepScheduleAttribute>(experiment, nameof(schedule.Factor))
        );
    }

    private static void AddWarmup<TAttribute>(
        ExperimentLayout layout,
        ExperimentModel experiment,
        ScheduleModel schedule
    )
        where TAttribute : ScheduleAttribute
    {
        if (schedule.WarmupEpochs > 0)
        {
            layout.Constant(
                "WarmupEpochs",
                schedule.WarmupEpochs,
                "Epochs of linear warm-up" + Provenance.Of<TAttribute>(experiment, nameof(schedule.WarmupEpochs))
            );
        }
    }

    private static void AddConstants(ExperimentLayout layout, ExperimentModel experiment, CosineScheduleModel schedule)
    {
        AddWarmup<CosineScheduleAttribute>(layout, experiment, schedule);
        if (schedule is { WarmupEpochs: 0, WarmupFraction: > 0 })
        {
            layout.Constant(
                "WarmupFraction",
                schedule.WarmupFraction,
                "Fraction of all steps that is linear warm-up" + Source(nameof(schedule.WarmupFraction))
            );
        }

        if (schedule.DecayEpochs is { } last)
        {
            layout.Constant(
                "DecayEpochs",
                last,
                "Last epochs, in which the learning rate falls" + Source(nameof(schedule.DecayEpochs))
            );
        }

        if (schedule.FinalLearningRate > 0)
        {
            layout.Constant(
                "FinalLearningRate",
                schedule.FinalLearningRate,
                "Learning rate at the end of the cosine" + Source(nameof(schedule.FinalLearningRate))
            );
        }

        if (schedule.FinalWeightDecay is { } decay)
        {
            layout.Constant(
                "FinalWeightDecay",
                decay,
                "Weight decay at the end of its cosine" + Source(nameof(schedule.FinalWeightDecay))
            );
        }

        string Source(string setting) => Provenance.Of<CosineScheduleAttribute>(experiment, setting);
    }

    /// <summary>Writes what the loop needs to know its rates: a schedule, or the one rate.</summary>
    public static void WritePreparation(IndentedWriter writer, ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        if (optimizer.Scaling != LearningRateScaling.None)
        {
            Code.WriteCall(
                writer,
                "var " + Peak(experiment) + " = " + Names.Optimization + ".LearningRates.Scale",
                "LearningRate",
                EnumName.Source(optimizer.Scaling),
                "run.Settings.BatchSize"
            );
        }

        switch (experiment.Schedule)
        {
            case CosineScheduleModel cosine:
                WriteCosine(writer, experiment, cosine);
                break;
            case StepScheduleModel steps:
                WriteSteps(writer, experiment, steps);
                break;
        }
    }

    private static void WriteSteps(IndentedWriter writer, ExperimentModel experiment, StepScheduleModel schedule)
    {
        writer.WriteComment(
            "Epochs after which the rate falls"
                + Provenance.Of<StepScheduleAttribute>(experiment, nameof(schedule.Milestones))
        );
        Code.WriteCall(
            writer,
            "var schedule = " + Names.Optimization + ".StepDecay.ForRun",
            Peak(experiment),
            "order.StepsPerEpoch",
            "[" + string.Join(", ", schedule.Milestones.Select(epoch => CSharpLiteral.Of(epoch))) + "]",
            "RateFactor",
            schedule.WarmupEpochs > 0 ? "WarmupEpochs" : null
        );
    }

    private static void WriteCosine(IndentedWriter writer, ExperimentModel experiment, CosineScheduleModel schedule)
    {
        Code.WriteCall(
            writer,
            "var schedule = " + Names.Optimization + ".WarmupCosine.ForRun",
            Peak(experiment),
            "order.StepsPerEpoch",
            "run.Settings.Epochs",
            schedule.WarmupEpochs > 0 ? "warmupEpochs: WarmupEpochs"
                : schedule.WarmupFraction > 0 ? "warmupFraction: WarmupFraction"
                : null,
            schedule.DecayEpochs is null ? null : "decayEpochs: DecayEpochs",
            schedule.FinalLearningRate > 0 ? "finalLearningRate: FinalLearningRate" : null
        );
        if (schedule.FinalWeightDecay is not null)
        {
            Code.WriteCall(
                writer,
                "var decay = " + Names.Optimization + ".CosineWeightDecay.ForRun",
                "WeightDecay",
                "FinalWeightDecay",
                "order.StepsPerEpoch",
                "run.Settings.Epochs"
            );
        }
    }

    /// <summary>
    /// Writes the rate of the step at hand, and the weight decay, where they change from step to step.
    /// </summary>
    public static void WriteRate(IndentedWriter writer, ScheduleModel? schedule)
    {
        if (schedule is not null)
        {
            writer.WriteLine("var learningRate = schedule.At(run.Step);");
        }

        if (schedule is CosineScheduleModel { FinalWeightDecay: not null })
        {
            writer.WriteLine("var weightDecay = decay.At(run.Step);");
        }
    }

    /// <summary>The arguments of the optimizer's step.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="keepsPeak">Whether the rate stays at its peak.</param>
    public static string StepArguments(ExperimentModel experiment, bool keepsPeak = false) =>
        (keepsPeak ? Peak(experiment) : Rate(experiment))
        + (experiment.Schedule is CosineScheduleModel { FinalWeightDecay: not null } ? ", weightDecay" : string.Empty);

    /// <summary>The rate of the step at hand.</summary>
    public static string Rate(ExperimentModel experiment) =>
        experiment.Schedule is null ? Peak(experiment) : "learningRate";

    /// <summary>
    /// The constant, or the variable that holds what scaling has made of it: under a schedule it is no more than the
    /// rate's peak.
    /// </summary>
    public static string Peak(ExperimentModel experiment) =>
        experiment.Optimizer.Scaling switch
        {
            LearningRateScaling.None => "LearningRate",
            _ when experiment.Schedule is null => "learningRate",
            _ => "peak",
        };
}
