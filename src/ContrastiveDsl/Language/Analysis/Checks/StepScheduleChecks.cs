using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks a schedule that falls in steps.</summary>
internal static class StepScheduleChecks
{
    /// <summary>Checks factor, warm-up and milestones.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="training">The run.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(StepScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        CheckFactor(schedule, findings);
        var isWarmupSound = ScheduleChecks.AreWarmupEpochsSound(schedule, training, findings);
        if (DoMilestonesRise(schedule, findings) && isWarmupSound)
        {
            ScheduleChecks.CheckLongWarmup(schedule, training, findings);
            CheckFirst(schedule, findings);
            CheckReached(schedule, training, findings);
        }
    }

    private static void CheckFactor(StepScheduleModel schedule, FindingList findings)
    {
        // Whoever divides by 10 elsewhere writes 10.
        var factor = schedule.Factor;
        var meant = factor > 1 && (1 / factor).Equals(Math.Round(1 / factor, 3)) ? Text.Of(1 / factor) : null;
        var holds = findings.Require(
            factor is > 0 and < 1,
            OptimizerRules.Schedule,
            schedule.Attribute,
            nameof(StepScheduleAttribute.Factor),
            "greater than 0 and less than 1",
            factor,
            meant is null ? string.Empty : " To divide by " + Text.Of(factor) + ", set Factor = " + meant + "."
        );
        if (!holds && meant is not null)
        {
            findings.Offer(Edit.Set(findings.At(schedule.Attribute, nameof(StepScheduleAttribute.Factor)), meant));
        }
    }

    private static bool DoMilestonesRise(StepScheduleModel schedule, FindingList findings)
    {
        var milestones = schedule.Milestones;
        var previous = milestones.Take(milestones.Count - 1).Prepend(0);
        if (
            milestones.Count > 0
            && milestones.Zip(previous, (milestone, before) => milestone > before).All(rises => rises)
        )
        {
            return true;
        }

        findings.Add(
            OptimizerRules.Schedule,
            Milestones(schedule, findings),
            nameof(StepScheduleAttribute.Milestones),
            "1 or more, each greater than the one before it",
            milestones.Count == 0 ? "empty" : string.Join(", ", milestones.Select(epoch => Text.Of(epoch))),
            milestones.Count == 0
                ? " Name the epochs after which the rate falls: [StepSchedule(120, 160)]."
                : string.Empty
        );
        return false;
    }

    private static void CheckFirst(StepScheduleModel schedule, FindingList findings)
    {
        var first = schedule.Milestones[0];
        if (schedule.WarmupEpochs > first)
        {
            var warmup = ScheduleChecks.WarmupEpochs(schedule, findings);
            findings.AddConflict(
                OptimizerRules.WarmupPastMilestone,
                warmup,
                Milestones(schedule, findings),
                Text.Count(schedule.WarmupEpochs, "epoch"),
                Text.Of(first)
            );
            findings.Offer(Edit.Set(warmup, Text.Of(first)));
        }
    }

    /// <summary>A run that ends before a milestone is one that may go on later, so that nothing is refused.</summary>
    private static void CheckReached(StepScheduleModel schedule, TrainingModel training, FindingList findings)
    {
        var unreached = schedule.Milestones.Where(milestone => milestone >= training.Epochs).ToArray();
        if (unreached.Length > 0 && training.Epochs >= 1)
        {
            findings.AddConflict(
                OptimizerRules.UnreachedMilestone,
                Milestones(schedule, findings),
                findings.At(training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.And([.. unreached.Select(milestone => Text.Of(milestone))])
                    + (unreached.SequenceEqual([1]) ? " epoch" : " epochs"),
                Text.Count(training.Epochs, "epoch")
            );
        }
    }

    private static Place Milestones(StepScheduleModel schedule, FindingList findings) =>
        findings.At(schedule.Attribute, nameof(StepScheduleAttribute.Milestones));
}
