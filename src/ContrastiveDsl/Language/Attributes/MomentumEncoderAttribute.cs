using System;

namespace ContrastiveDsl;

/// <summary>
/// How the momentum encoder (key, target or teacher network) of an experiment follows the one that is trained: in every
/// optimizer step θ′ ← m·θ′ + (1 − m)·θ, parameters only; the statistics of its batch normalization are its own. What
/// is left out is the method's: 0.999 constant for MoCo, 0.99 rising for MoCo v3, 0.996 rising for BYOL, RAFT and DINO.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MomentumEncoderAttribute : SettingAttribute
{
    /// <summary>m, in [0, 1], at the first step. Default: the method's.</summary>
    public double Momentum { get; set; }

    /// <summary>m at the end of a cosine schedule, in [0, 1]. Default 1.</summary>
    public double FinalMomentum { get; set; } = 1;

    /// <summary>How m goes on. Default: the method's.</summary>
    public MomentumSchedule Schedule { get; set; }

    /// <summary>What the momentum encoder begins as. Default: the method's, which is a copy for all but RAFT.</summary>
    public TargetStart Start { get; set; }
}
