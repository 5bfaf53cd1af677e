namespace ContrastiveDsl.Augmentation;

/// <summary>What a color jitter does in which round, for every order of its adjustments.</summary>
internal sealed class JitterPlan
{
    /// <summary>Brightness in <see cref="Blends"/>.</summary>
    public const int Brightness = 0;

    /// <summary>Contrast in <see cref="Blends"/>.</summary>
    public const int Contrast = 1;

    /// <summary>Saturation in <see cref="Blends"/>.</summary>
    public const int Saturation = 2;

    private const int Hue = 3;

    private static readonly JitterPlan[] Plans = [.. Enumerable.Range(0, 16).Select(set => new JitterPlan(set))];

    private JitterPlan(int set)
    {
        Blends = [.. Enumerable.Range(0, 3).Where(kind => (set >> kind & 1) != 0)];
        HasHue = (set >> Hue & 1) != 0;
        Adjustments = Blends.Count + (HasHue ? 1 : 0);
        Rounds = HasHue ? 2 * Blends.Count : Blends.Count;
        var orders = Permutations([.. Blends, .. HasHue ? new[] { Hue } : []]).ToArray();
        Orders = orders.Length;
        Choices = new double[Blends.Count * Rounds * Orders];
        for (var order = 0; order < Orders; order++)
        {
            Choose(orders[order], order);
        }
    }

    /// <summary>The plan for a set of adjustments.</summary>
    public static JitterPlan Of(bool brightness, bool contrast, bool saturation, bool hue) =>
        Plans[(brightness ? 1 : 0) | (contrast ? 2 : 0) | (saturation ? 4 : 0) | (hue ? 8 : 0)];

    /// <summary>The kinds of blends in use, ascending.</summary>
    public IReadOnlyList<int> Blends { get; }

    /// <summary>Whether the hue is shifted, in the middle of the rounds.</summary>
    public bool HasHue { get; }

    /// <summary>Number of adjustments in use.</summary>
    public int Adjustments { get; }

    /// <summary>
    /// Rounds of blending. With hue there are as many before it as after it, since it may be an image's first
    /// adjustment or its last.
    /// </summary>
    public int Rounds { get; }

    /// <summary>Number of orders, the factorial of <see cref="Adjustments"/>.</summary>
    public int Orders { get; }

    /// <summary>[Blends.Count, Rounds, Orders]: 1 where an order does a blend in a round, else 0.</summary>
    public double[] Choices { get; }

    private void Choose(int[] kinds, int order)
    {
        var round = 0;
        foreach (var kind in kinds)
        {
            if (kind == Hue)
            {
                round = Rounds / 2;
            }
            else
            {
                Choices[(IndexOf(kind) * Rounds + round++) * Orders + order] = 1;
            }
        }
    }

    private int IndexOf(int kind) => Enumerable.Range(0, Blends.Count).First(i => Blends[i] == kind);

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(first =>
                Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest])
            );
}
