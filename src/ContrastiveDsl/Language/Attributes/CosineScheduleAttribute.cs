using System;

namespace ContrastiveDsl;

/// <summary>
/// Linear warm-up from 0, then a cosine down to <see cref="FinalLearningRate"/>, step by step (Loshchilov and Hutter,
/// 2016).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CosineScheduleAttribute : SettingAttribute
{
    /// <summary>
    /// Share of all steps that warm up, in [0, 1). Not together with <see cref="WarmupEpochs"/>. Default 0.
    /// </summary>
    public double WarmupFraction { get; set; }

    /// <summary>
    /// Epochs that warm up, 0 or more and fewer than all. Not together with <see cref="WarmupFraction"/>. Default 0.
    /// </summary>
    public int WarmupEpochs { get; set; }

    /// <summary>Rate after the last step, 0 or more and at most the learning rate. Default 0.</summary>
    public double FinalLearningRate { get; set; }

    /// <summary>
    /// Weight decay after the last step, 0 or more, to which a cosine over the whole run leads from the optimizer's
    /// (DINO: Caron et al., 2021, arXiv:2104.14294, from 0.04 up to 0.4). Left out, the weight decay stays.
    /// </summary>
    public double FinalWeightDecay { get; set; } = double.NaN;
}
