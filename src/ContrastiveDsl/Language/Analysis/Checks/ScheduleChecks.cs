using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks the schedule of an experiment and the settings of its run.</summary>
internal static class ScheduleChecks
{
    /// <summary>Checks schedule and run.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        CheckRun(experiment, findings);
        if (experiment.Schedule is { } schedule)
        {
            if (CheckWarmup(schedule, experiment.Training, findings))
            {
                CheckDecay(schedule, experiment.Training, findings);
            }

            CheckFinal(schedule, experiment.Optimizer, experiment.Training.BatchSize, findings);
            CheckFinalDecay(schedule, findings);
        }
    }

    private static void CheckRun(ExperimentModel experiment, FindingList findings)
    {
        var training = experiment.Training;
        findings.RequireBetween(
            OptimizerRules.Run,
            training.Attribute,
            nameof(TrainingAttribute.Epochs),
            training.Epochs,
            1
        );
        findings.RequireBetween(
            OptimizerRules.Run,
            training.Attribute,
            nameof(TrainingAttribute.BatchSize),
            training.BatchSize,
            1
        );
        findings.RequireBetween(
            OptimizerRules.Run,
            training.Attribute,
            nameof(TrainingAttribute.Seed),
            training.Seed,
            0,
            long.MaxValue
        );
    }

    /// <summary>Checks the warm-up; says whether it is in order.</summary>
    private static bool CheckWarmup(ScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        var at = schedule.Attribute;
        if (!(schedule.WarmupFraction is >= 0 and < 1))
        {
            var hint = schedule.WarmupFraction is >= 1 and <= 100 ? " For epochs use WarmupEpochs." : string.Empty;
            findings.Add(
                OptimizerRules.Warmup,
                findings.At(at, nameof(CosineScheduleAttribute.WarmupFraction)),
                nameof(CosineScheduleAttribute.WarmupFraction),
                "at least 0 and less than 1",
                Text.Of(schedule.WarmupFraction),
                hint
            );
        }
        else if (schedule.WarmupEpochs < 0)
        {
            findings.Add(
                OptimizerRules.Warmup,
                findings.At(at, nameof(CosineScheduleAttribute.WarmupEpochs)),
                nameof(CosineScheduleAttribute.WarmupEpochs),
                "0 or more",
                Text.Of(schedule.WarmupEpochs),
                string.Empty
            );
        }
        else if (schedule.WarmupFraction > 0 && schedule.WarmupEpochs > 0)
        {
            findings.AddConflict(
                OptimizerRules.WarmupTwice,
                findings.At(at, nameof(CosineScheduleAttribute.WarmupEpochs)),
                findings.At(at, nameof(CosineScheduleAttribute.WarmupFraction)),
                Text.Of(schedule.WarmupEpochs),
                Text.Of(schedule.WarmupFraction)
            );
        }
        else if (schedule.WarmupEpochs >= training.Epochs && training.Epochs > 0)
        {
            findings.AddConflict(
                OptimizerRules.WarmupTooLong,
                findings.At(at, nameof(CosineScheduleAttribute.WarmupEpochs)),
                findings.At(training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.Count(schedule.WarmupEpochs, "epoch"),
                Text.Count(training.Epochs, "epoch")
            );
        }
        else
        {
            return true;
        }

        return false;
    }

    private static void CheckDecay(ScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        if (schedule.DecayEpochs is not { } decay)
        {
            return;
        }

        var at = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.DecayEpochs));
        // Rounded, so that 0.07 of 100 epochs are seven.
        var warmup = Math.Round(schedule.WarmupEpochs + (schedule.WarmupFraction * training.Epochs), 9);
        if (decay < 1)
        {
            findings.Add(
                OptimizerRules.Warmup,
                at,
                nameof(CosineScheduleAttribute.DecayEpochs),
                "1 or more",
                Text.Of(decay),
                " Leave it out to let the rate fall from the end of the warm-up on."
            );
        }
        else if (warmup + decay > training.Epochs && training.Epochs > 0)
        {
            findings.AddConflict(
                OptimizerRules.DecayTooLong,
                at,
                findings.At(training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.Count(decay, "epoch"),
                Text.Count(training.Epochs, "epoch"),
                warmup > 0 ? " that warms up for " + Text.Count(warmup, "epoch") : string.Empty
            );
        }
    }

    private static void CheckFinal(
        ScheduleModel schedule,
        OptimizerModel optimizer,
        int batchSize,
        FindingList findings
    )
    {
        var rate = schedule.FinalLearningRate;
        var peak = optimizer.EffectiveLearningRate(batchSize);
        if (!(rate >= 0) || double.IsInfinity(rate))
        {
            findings.Add(
                OptimizerRules.Rate,
                findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalLearningRate)),
                nameof(CosineScheduleAttribute.FinalLearningRate),
                "0 or more",
                Text.Of(rate)
            );
        }
        else if (peak > 0 && rate > peak)
        {
            findings.AddConflict(
                OptimizerRules.FinalRate,
                findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalLearningRate)),
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
                Text.Of(peak),
                Text.Of(rate),
                optimizer.Scaling == LearningRateScaling.None
                    ? "Swap LearningRate and FinalLearningRate"
                    : "The batch scales LearningRate = "
                        + Text.Of(optimizer.LearningRate)
                        + ", but not FinalLearningRate: lower it"
            );
        }
    }

    private static void CheckFinalDecay(ScheduleModel schedule, FindingList findings)
    {
        if (schedule.FinalWeightDecay is { } decay)
        {
            findings.Require(
                decay >= 0 && !double.IsInfinity(decay),
                OptimizerRules.Rate,
                schedule.Attribute,
                nameof(CosineScheduleAttribute.FinalWeightDecay),
                "0 or more",
                decay
            );
        }
    }
}
