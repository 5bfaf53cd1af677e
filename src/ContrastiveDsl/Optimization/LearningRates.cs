namespace ContrastiveDsl.Optimization;

/// <summary>Turns a declared learning rate into the one used.</summary>
public static class LearningRates
{
    /// <summary>
    /// The rate for a batch size: unchanged, rate·B/256 (Goyal et al., 2017) or rate·√B (Chen et al., 2020).
    /// </summary>
    /// <param name="rate">The declared rate.</param>
    /// <param name="scaling">How it follows the batch size.</param>
    /// <param name="batchSize">B, the images of a step (not the views), at least 1.</param>
    public static double Scale(double rate, LearningRateScaling scaling, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return scaling switch
        {
            LearningRateScaling.None => rate,
            LearningRateScaling.Linear => rate * batchSize / 256.0,
            LearningRateScaling.SquareRoot => rate * Math.Sqrt(batchSize),
            _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "There is no such scaling."),
        };
    }
}
