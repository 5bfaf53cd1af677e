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
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="batchSize"/> is below 1, or <paramref name="scaling"/> is none that there is.
    /// </exception>
    public static double Scale(double rate, LearningRateScaling scaling, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (!Enum.IsDefined(scaling))
        {
            throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "There is no such scaling.");
        }

        return BatchScaling.Scale(rate, scaling, batchSize);
    }
}
