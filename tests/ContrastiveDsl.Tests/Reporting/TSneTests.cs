using ContrastiveDsl.Reporting;

namespace ContrastiveDsl.Tests.Reporting;

public sealed class TSneTests
{
    [Fact]
    public void Gradient_OfAnyMap_IsThatOfFiniteDifferences()
    {
        var (points, _) = Clusters(count: 24, size: 5, apart: 2);
        var start = Normal(48, seed: 3);
        var map = new TSne(points, 5, start, perplexity: 6);
        // Away from the tiny map at the beginning, where all gradients are alike.
        for (var coordinate = 0; coordinate < start.Length; coordinate++)
        {
            map.Shift(coordinate, start[coordinate]);
        }

        var gradient = map.Gradient();

        const float step = 1e-2f;
        for (var coordinate = 0; coordinate < start.Length; coordinate++)
        {
            map.Shift(coordinate, step);
            var above = map.Divergence();
            map.Shift(coordinate, -2 * step);
            var below = map.Divergence();
            map.Shift(coordinate, step);
            gradient[coordinate].Should().BeApproximately((float)((above - below) / (2 * step)), 2e-5f);
        }
    }

    [Fact]
    public void Run_OfSeparateClusters_KeepsNeighborsTogether()
    {
        var (points, labels) = Clusters(count: 150, size: 10, apart: 8);
        var map = new TSne(points, 10, Normal(300, seed: 5));
        var before = map.Divergence();

        map.Run();

        map.Divergence().Should().BeLessThan(before / 3);
        var places = map.Map;
        Enumerable.Range(0, 150).Should().OnlyContain(i => labels[Nearest(places, i)] == labels[i]);
    }

    [Fact]
    public void Run_OfTheSamePoints_GivesTheSameMap()
    {
        var (points, _) = Clusters(count: 41, size: 3, apart: 3);
        float[] Mapped()
        {
            var map = new TSne(points, 3, Normal(82, seed: 7));
            map.Run(100);
            return map.Map;
        }

        Mapped().Should().Equal(Mapped());
    }

    [Fact]
    public void Run_OfEqualPoints_StaysFinite()
    {
        var map = new TSne(new float[20 * 4], 4, new float[40]);

        map.Run(50);

        map.Map.Should().OnlyContain(value => float.IsFinite(value));
    }

    private static int Nearest(float[] places, int i)
    {
        var count = places.Length / 2;
        return Enumerable
            .Range(0, count)
            .Where(j => j != i)
            .MinBy(j => Math.Pow(places[j] - places[i], 2) + Math.Pow(places[count + j] - places[count + i], 2));
    }

    private static (float[] Points, int[] Labels) Clusters(int count, int size, float apart)
    {
        var points = Normal(count * size, seed: 1);
        var labels = Enumerable.Range(0, count).Select(i => i % 3).ToArray();
        for (var i = 0; i < count; i++)
        {
            points[(i * size) + labels[i]] += apart;
        }

        return (points, labels);
    }

    private static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    (float)(
                        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())
                    )
                ),
        ];
    }
}
