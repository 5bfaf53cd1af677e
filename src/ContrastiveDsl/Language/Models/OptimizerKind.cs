namespace ContrastiveDsl.Language;

/// <summary>The optimizers.</summary>
internal enum OptimizerKind
{
    /// <summary>Stochastic gradient descent.</summary>
    Sgd,

    /// <summary>Adam.</summary>
    Adam,

    /// <summary>AdamW.</summary>
    AdamW,

    /// <summary>LARS.</summary>
    Lars,
}
