namespace ContrastiveDsl.Training;

/// <summary>How the pixels of images in [0, 1] are normalized: less a mean, then divided by a deviation.</summary>
/// <param name="Mean">The mean of each channel, or one for all; empty for 0.</param>
/// <param name="Std">The deviation of each channel, or one for all; empty for 1.</param>
public sealed record TeacherNormalization(IReadOnlyList<double> Mean, IReadOnlyList<double> Std)
{
    /// <summary>Pixels in [0, 1] as they are.</summary>
    public static TeacherNormalization Unit { get; } = new([], []);

    internal double MeanOf(int channel) => Of(Mean, channel, 0);

    internal double StdOf(int channel) => Of(Std, channel, 1);

    private static double Of(IReadOnlyList<double> values, int channel, double none) =>
        values.Count switch
        {
            0 => none,
            1 => values[0],
            _ => values[channel],
        };
}
