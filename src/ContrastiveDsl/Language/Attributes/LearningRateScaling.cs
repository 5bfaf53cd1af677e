namespace ContrastiveDsl;

/// <summary>How the learning rate follows the batch size B.</summary>
public enum LearningRateScaling
{
    /// <summary>The declared rate is the rate used.</summary>
    None = 0,

    /// <summary>rate · B / 256 (Goyal et al., 2017).</summary>
    Linear = 1,

    /// <summary>rate · √B, as SimCLR uses it with 0.075 (Chen et al., 2020).</summary>
    SquareRoot = 2,
}
