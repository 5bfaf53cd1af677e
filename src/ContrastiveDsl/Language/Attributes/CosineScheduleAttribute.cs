using System;

namespace ContrastiveDsl;

/// <summary>
/// Linear warm-up from 0, then a cosine down to <see cref="FinalLearningRate"/>, step by step (Loshchilov and Hutter,
/// 2016); with <see cref="DecayEpochs"/> the rate stays at its peak in between.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CosineScheduleAttribute : ScheduleAttribute
{
    /// <summary>
    /// Share of all steps that warm up, in [0, 1). Not together with <see cref="ScheduleAttribute.WarmupEpochs"/>.
    /// Default 0.
    /// </summary>
    public double WarmupFraction { get; set; }

    /// <summary>
    /// The last epochs of the run, in which the rate falls: 1 or more, and with the warm-up no more than all. Until
    /// then it stays at its peak (warmup–stable–decay: Hu et al., 2024, arXiv:2404.06395), so that it does not depend
    /// on how many epochs there are, and the run can be made longer by <c>train --resume RUN --epochs N</c>. Left out,
    /// the rate falls from the end of the warm-up on.
    /// </summary>
    public int DecayEpochs { get; set; }

    /// <summary>Rate after the last step, 0 or more and at most the learning rate. Default 0.</summary>
    public double FinalLearningRate { get; set; }

    /// <summary>
    /// Weight decay after the last step, 0 or more, to which a cosine over the whole run leads from the optimizer's
    /// (DINO: Caron et al., 2021, arXiv:2104.14294, from 0.04 up to 0.4). Left out, the weight decay stays.
    /// </summary>
    public double FinalWeightDecay { get; set; } = double.NaN;
}
