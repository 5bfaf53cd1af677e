namespace ContrastiveDsl.Benchmarks;

/// <summary>One of the loops that are compared.</summary>
/// <param name="name">Its name in the table.</param>
/// <param name="measure">Takes a turn and gives its images per second.</param>
internal sealed class Contender(string name, Func<double> measure)
{
    /// <summary>Its name in the table.</summary>
    public string Name { get; } = name;

    /// <summary>Images per second of every turn.</summary>
    public List<double> Speeds { get; } = [];

    /// <summary>Takes a turn.</summary>
    public void TakeTurn() => Speeds.Add(measure());

    /// <summary>The median over rounds of this speed over another's.</summary>
    public double MedianRatio(Contender other) => Median(Speeds.Zip(other.Speeds, (mine, others) => mine / others));

    /// <summary>The median of numbers, at least one; of an even number the mean of the two in the middle.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
