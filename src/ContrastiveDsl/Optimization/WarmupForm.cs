namespace ContrastiveDsl.Optimization;

/// <summary>
/// Which points a linear warm-up of W steps takes; the codebases of the field differ. s counts steps from 0.
/// </summary>
public enum WarmupForm
{
    /// <summary>
    /// start + (peak − start)·s/W: the first step has the starting rate, step W the peak. SimCLR, BYOL, MoCo v3, Barlow
    /// Twins.
    /// </summary>
    FromStart = 0,

    /// <summary>
    /// W points from start to peak, both included, so that step W − 1 has the peak already. DINO, SwAV, solo-learn.
    /// </summary>
    BothEnds = 1,

    /// <summary>
    /// start + (peak − start)·(s + 1)/W: no step has the starting rate; the cosine then ends on the last step, not
    /// after it. lightly.
    /// </summary>
    AfterStart = 2,
}
