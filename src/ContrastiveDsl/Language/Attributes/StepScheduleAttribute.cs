using System;

namespace ContrastiveDsl;

/// <summary>
/// A rate that falls in steps: <c>[StepSchedule(120, 160)]</c> multiplies it by <see cref="Factor"/> after 120 epochs
/// and again after 160, as MoCo (He et al., 2019, arXiv:1911.05722) and instance discrimination (Wu et al., 2018,
/// arXiv:1805.01978) do. Before, it rises linearly from 0 in the warm-up, if there is one. No step depends on how many
/// epochs there are, so that the run can be made longer by <c>train --resume RUN --epochs N</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepScheduleAttribute : ScheduleAttribute
{
    /// <summary>The milestones of a recipe, beside which further settings are written.</summary>
    public StepScheduleAttribute()
        : this([]) { }

    /// <summary>Milestones of one's own.</summary>
    /// <param name="milestones">
    /// Epochs after which the rate falls: 1 or more, rising, none before the end of the warm-up.
    /// </param>
    public StepScheduleAttribute(params int[] milestones) => Milestones = milestones;

    /// <summary>
    /// Epochs after which the rate falls: 1 or more, rising, none before the end of the warm-up. One that the run does
    /// not reach has no effect.
    /// </summary>
    public int[] Milestones { get; }

    /// <summary>By what the rate is multiplied at each of them, greater than 0 and less than 1. Default 0.1.</summary>
    public double Factor { get; set; } = 0.1;
}
