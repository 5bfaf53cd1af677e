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

/// <summary>What <see cref="LearningRateScaling"/> means in numbers.</summary>
internal static class BatchScaling
{
    /// <summary>The batch that rates are stated for: linear scaling leaves them as they are with it.</summary>
    public const int ReferenceBatch = 256;

    /// <summary>The learning rate used.</summary>
    /// <param name="rate">The declared rate.</param>
    /// <param name="scaling">How it follows the batch. One that there is not leaves the rate as it is.</param>
    /// <param name="batchSize">B, the images of a step (not the views), 1 or more.</param>
    public static double Scale(double rate, LearningRateScaling scaling, int batchSize) =>
        scaling switch
        {
            LearningRateScaling.Linear => rate * batchSize / ReferenceBatch,
            LearningRateScaling.SquareRoot => rate * Math.Sqrt(batchSize),
            _ => rate,
        };
}
