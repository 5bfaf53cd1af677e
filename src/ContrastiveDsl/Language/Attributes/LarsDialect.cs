namespace ContrastiveDsl;

/// <summary>How LARS forms the ratio of norms; codebases differ.</summary>
public enum LarsDialect
{
    /// <summary>η‖w‖ / ‖g + λw‖: SimCLR, BYOL, MoCo v3, Barlow Twins and VISSL.</summary>
    NormOfSum = 0,

    /// <summary>η‖w‖ / (‖g‖ + λ‖w‖ + ε): the paper's form; lightly and solo-learn.</summary>
    SumOfNorms = 1,
}
