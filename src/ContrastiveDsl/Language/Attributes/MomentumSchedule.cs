namespace ContrastiveDsl;

/// <summary>How the momentum of a momentum encoder goes on.</summary>
public enum MomentumSchedule
{
    /// <summary>The same in every step (MoCo v1 and v2).</summary>
    Constant = 0,

    /// <summary>Along half a cosine, step by step, from the momentum to the final one (BYOL, MoCo v3).</summary>
    Cosine = 1,
}
