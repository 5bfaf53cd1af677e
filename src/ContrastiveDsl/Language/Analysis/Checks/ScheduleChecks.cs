using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks the schedule of an experiment and the settings of its run.</summary>
internal static class ScheduleChecks
{
    /// <summary>Checks schedule and run.</summary>
    /// <param name="training">The run.</param>
    /// <param name="schedule">The schedule, or <see langword="null"/> without one.</param>
    /// <param name="optimizer">
    /// The optimizer, whose rate the schedule starts from; <see langword="null"/> where it is missing.
    /// </param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(
        TrainingModel training,
        ScheduleModel? schedule,
        OptimizerModel? optimizer,
        FindingList findings
    )
    {
        CheckRun(training, findings);
        switch (schedule)
        {
            case CosineScheduleModel cosine:
                CheckCosine(training, cosine, optimizer, findings);
                break;
            case StepScheduleModel steps:
                StepScheduleChecks.Check(steps, training, findings);
                break;
        }
    }

    /// <summary>Checks the epochs of a warm-up; says whether they are in order.</summary>
    public static bool AreWarmupEpochsSound(ScheduleModel schedule, TrainingModel training, FindingList findings) =>
        IsNotNegative(schedule, findings) && LeavesEpochs(schedule, training, findings);

    /// <summary>Tells of a warm-up, itself in order, of more than half of the run.</summary>
    public static void CheckLongWarmup(ScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        if (training.Epochs < 1)
        {
            return;
        }

        var share = schedule.WarmupEpochsOf(training.Epochs) / training.Epochs;
        if (share > 0.5)
        {
            findings.Add(
                OptimizerRules.LongWarmup,
                schedule is CosineScheduleModel { WarmupFraction: > 0 }
                    ? findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.WarmupFraction))
                    : WarmupEpochs(schedule, findings),
                Text.Of(Math.Round(100 * share))
            );
        }
    }

    /// <summary>The place of the warm-up's epochs.</summary>
    public static Place WarmupEpochs(ScheduleModel schedule, FindingList findings) =>
        findings.At(schedule.Attribute, nameof(ScheduleAttribute.WarmupEpochs));

    private static void CheckCosine(
        TrainingModel training,
        CosineScheduleModel schedule,
        OptimizerModel? optimizer,
        FindingList findings
    )
    {
        var isWarmupSound = CheckWarmup(schedule, training, findings);
        if (IsDecaySound(schedule, findings) && isWarmupSound)
        {
            CheckLongWarmup(schedule, training, findings);
            CheckDecay(schedule, training, findings);
        }

        if (optimizer is not null)
        {
            CheckFinal(schedule, optimizer, training.BatchSize, findings);
        }

        CheckFinalDecay(schedule, findings);
    }

    private static void CheckRun(TrainingModel training, FindingList findings)
    {
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
        findings.Require(
            training.BatchSize <= Limits.Batch,
            OptimizerRules.Run,
            training.Attribute,
            nameof(TrainingAttribute.BatchSize),
            "at most " + Text.Of(Limits.Batch),
            training.BatchSize
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
    private static bool CheckWarmup(CosineScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        var isFraction = IsFractionSound(schedule, findings);
        return IsNotNegative(schedule, findings)
            && (!isFraction || IsStatedOnce(schedule, findings))
            && LeavesEpochs(schedule, training, findings)
            && isFraction;
    }

    private static bool IsFractionSound(CosineScheduleModel schedule, FindingList findings)
    {
        var fraction = schedule.WarmupFraction;
        if (fraction is >= 0 and < 1)
        {
            return true;
        }

        var place = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.WarmupFraction));
        var hint = fraction is >= 1 and <= 100 ? " For epochs use WarmupEpochs." : string.Empty;
        findings.Add(
            OptimizerRules.Schedule,
            place,
            nameof(CosineScheduleAttribute.WarmupFraction),
            "at least 0 and less than 1",
            Text.Of(fraction),
            hint
        );
        if (hint.Length > 0 && fraction.Equals(Math.Round(fraction)))
        {
            findings.Offer(Edit.Remove(place), Edit.Set(WarmupEpochs(schedule, findings), Text.Of(fraction)));
        }

        return false;
    }

    private static bool IsNotNegative(ScheduleModel schedule, FindingList findings)
    {
        if (schedule.WarmupEpochs >= 0)
        {
            return true;
        }

        findings.Add(
            OptimizerRules.Schedule,
            WarmupEpochs(schedule, findings),
            nameof(CosineScheduleAttribute.WarmupEpochs),
            "0 or more",
            Text.Of(schedule.WarmupEpochs),
            string.Empty
        );
        return false;
    }

    private static bool IsStatedOnce(CosineScheduleModel schedule, FindingList findings)
    {
        if (!(schedule.WarmupFraction > 0) || schedule.WarmupEpochs == 0)
        {
            return true;
        }

        var epochs = WarmupEpochs(schedule, findings);
        var fraction = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.WarmupFraction));
        findings.AddConflict(
            OptimizerRules.WarmupTwice,
            epochs,
            fraction,
            Text.Of(schedule.WarmupEpochs),
            Text.Of(schedule.WarmupFraction)
        );
        findings.Offer(Edit.Remove(epochs));
        findings.Offer(Edit.Remove(fraction));
        return false;
    }

    private static bool LeavesEpochs(ScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        if (schedule.WarmupEpochs < training.Epochs || training.Epochs <= 0)
        {
            return true;
        }

        var epochs = WarmupEpochs(schedule, findings);
        // A tenth is usual, and of two epochs one can be it.
        var usual = Text.Of(training.Epochs > 1 ? Math.Max(1, training.Epochs / 10) : 0);
        findings.AddConflict(
            OptimizerRules.WarmupTooLong,
            epochs,
            findings.At(training.Attribute, nameof(TrainingAttribute.Epochs)),
            Text.Count(schedule.WarmupEpochs, "epoch"),
            Text.Count(training.Epochs, "epoch"),
            usual
        );
        findings.Offer(Edit.Set(epochs, usual));
        return false;
    }

    private static bool IsDecaySound(CosineScheduleModel schedule, FindingList findings)
    {
        if (schedule.DecayEpochs is not < 1)
        {
            return true;
        }

        findings.Add(
            OptimizerRules.Schedule,
            findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.DecayEpochs)),
            nameof(CosineScheduleAttribute.DecayEpochs),
            "1 or more",
            Text.Of(schedule.DecayEpochs.Value),
            " Leave it out to let the rate fall from the end of the warm-up on."
        );
        return false;
    }

    private static void CheckDecay(CosineScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        if (schedule.DecayEpochs is not { } decay)
        {
            return;
        }

        var at = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.DecayEpochs));
        var warmup = schedule.WarmupEpochsOf(training.Epochs);
        if (warmup + decay > training.Epochs && training.Epochs > 0)
        {
            findings.AddConflict(
                OptimizerRules.DecayTooLong,
                at,
                findings.At(training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.Count(decay, "epoch"),
                Text.Count(training.Epochs, "epoch"),
                warmup > 0 ? " that warms up for " + Text.Count(warmup, "epoch") : string.Empty
            );
            if (training.Epochs - warmup >= 1)
            {
                findings.Offer(Edit.Set(at, Text.Of(Math.Floor(training.Epochs - warmup))));
            }
        }
    }

    private static void CheckFinal(
        CosineScheduleModel schedule,
        OptimizerModel optimizer,
        int batchSize,
        FindingList findings
    )
    {
        var rate = schedule.FinalLearningRate;
        var peak = optimizer.EffectiveLearningRate(batchSize);
        var isRate = findings.RequireNotNegative(
            OptimizerRules.Rate,
            schedule.Attribute,
            nameof(CosineScheduleAttribute.FinalLearningRate),
            rate
        );
        if (isRate && peak > 0 && rate > peak)
        {
            findings.AddConflict(
                OptimizerRules.FinalRate,
                findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalLearningRate)),
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
                Text.OfComputed(peak),
                Text.Of(rate),
                optimizer.Scaling == LearningRateScaling.None
                    ? "Swap LearningRate and FinalLearningRate"
                    : "The batch scales LearningRate = "
                        + Text.Of(optimizer.LearningRate)
                        + ", but not FinalLearningRate: lower it"
            );
            var place = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalLearningRate));
            if (optimizer.Scaling == LearningRateScaling.None)
            {
                findings.Offer(
                    Edit.Set(findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)), Text.Of(rate)),
                    Edit.Set(place, Text.Of(peak))
                );
            }

            findings.Offer(Edit.Remove(place));
        }
    }

    private static void CheckFinalDecay(CosineScheduleModel schedule, FindingList findings)
    {
        if (schedule.FinalWeightDecay is { } decay)
        {
            findings.RequireNotNegative(
                OptimizerRules.Rate,
                schedule.Attribute,
                nameof(CosineScheduleAttribute.FinalWeightDecay),
                decay
            );
        }
    }
}
