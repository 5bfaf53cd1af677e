namespace ContrastiveDsl;

/// <summary>An optimizer whose velocity keeps a share of itself.</summary>
public abstract class MomentumOptimizerAttribute : OptimizerAttribute
{
    /// <summary>Momentum, in [0, 1). Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether the momentum looks ahead (Nesterov). Default false.</summary>
    public bool Nesterov { get; set; }
}
