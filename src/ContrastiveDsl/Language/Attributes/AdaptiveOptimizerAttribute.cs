namespace ContrastiveDsl;

/// <summary>An optimizer that divides steps by the root of the mean of squared gradients.</summary>
public abstract class AdaptiveOptimizerAttribute : OptimizerAttribute
{
    /// <summary>Decay of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator, greater than 0. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
