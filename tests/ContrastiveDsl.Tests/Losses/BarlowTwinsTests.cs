using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class BarlowTwinsTests : ScopedTests
{
    private const double Lambda = 0.0051;

    // Four images whose three components are uncorrelated, with a mean of 0 and a variance of 1.
    private static readonly double[] Uncorrelated = [1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1];

    [Fact]
    public void Loss_UncorrelatedComponentsEqualInBothViews_IsZero()
    {
        var z = Numbers.Doubles(Uncorrelated, 4, 3);
        Value(z, z).Should().BeApproximately(0, 1e-8, "of the 1 under the root, only 1e-5 is added");
    }

    [Fact]
    public void Loss_OppositeViews_IsFourForEachComponent()
    {
        var z = Numbers.Doubles(Uncorrelated, 4, 3);
        Value(z, z.neg()).Should().BeApproximately(4 * 3, 2e-4, "each correlation is -1");
    }

    [Theory]
    [InlineData(2, 0.0051)]
    [InlineData(5, 0.1)]
    public void Loss_ComponentsThatAllSayTheSame_IsTheirRedundancy(int size, double lambda)
    {
        var z = Numbers.Doubles([1, -1, 1, -1], 4, 1).expand(4, size);
        BarlowTwins
            .Loss(z, z, lambda)
            .item<double>()
            .Should()
            .BeApproximately(lambda * size * (size - 1), 1e-4, "each correlation off the diagonal is 1");
    }

    [Fact]
    public void Loss_ConstantEmbeddings_IsTheirSizeAndHasFiniteGradients()
    {
        var (z0, z1) = (full(new long[] { 6, 5 }, 3.0f).requires_grad_(), ones(6, 5).requires_grad_());
        var loss = BarlowTwins.Loss(z0, z1, Lambda);
        loss.backward();
        loss.item<float>().Should().BeApproximately(5, 1e-6f);
        z0.grad!.Values().Concat(z1.grad!.Values()).Should().OnlyContain(g => Math.Abs(g) < 1e-6);
    }

    [Fact]
    public void Loss_OneComponent_HasNoRedundancy()
    {
        var (z0, z1) = (Embeddings(1, 7, 1), Embeddings(2, 7, 1));
        Value(z0, z1).Should().BeApproximately(Math.Pow(1 - Correlations(z0, z1)[0, 0], 2), 1e-12);
    }

    [Theory]
    [InlineData(2, 3, 0.0051)]
    [InlineData(9, 4, 0.5)]
    [InlineData(5, 8, 2)]
    public void Loss_RandomEmbeddings_EqualsTheDefinition(int batch, int size, double lambda)
    {
        var (z0, z1) = (Embeddings(3, batch, size), Embeddings(4, batch, size));
        var correlations = Correlations(z0, z1);
        var pairs = from i in Enumerable.Range(0, size) from j in Enumerable.Range(0, size) select (i, j);
        var expected = pairs.Sum(pair =>
            pair.i == pair.j
                ? Math.Pow(1 - correlations[pair.i, pair.i], 2)
                : lambda * Math.Pow(correlations[pair.i, pair.j], 2)
        );
        BarlowTwins.Loss(z0, z1, lambda).item<double>().Should().BeApproximately(expected, 1e-10);
    }

    [Fact]
    public void Loss_ImagesInAnotherOrder_IsTheSame()
    {
        var (z0, z1) = (Embeddings(5, 6, 4), Embeddings(6, 6, 4));
        var order = Numbers.Longs([4, 0, 5, 2, 1, 3]);
        Value(z0.index_select(0, order), z1.index_select(0, order)).Should().BeApproximately(Value(z0, z1), 1e-12);
        Value(z0.index_select(0, order), z1).Should().NotBeApproximately(Value(z0, z1), 1e-3, "rows belong together");
    }

    [Fact]
    public void Loss_SwappedViews_IsTheSame()
    {
        var (z0, z1) = (Embeddings(5, 6, 4), Embeddings(6, 6, 4));
        Value(z1, z0).Should().BeApproximately(Value(z0, z1), 1e-12);
    }

    [Fact]
    public void Loss_EachViewScaledAndShifted_IsNearlyTheSame()
    {
        var (z0, z1) = (Embeddings(5, 6, 4), Embeddings(6, 6, 4));
        var moved = Value(z0.mul(30).add(100), z1.mul(50).sub(7));
        moved.Should().BeApproximately(Value(z0, z1), 1e-3, "only ε knows the scale");
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        Func<Tensor[], Tensor> loss = inputs => BarlowTwins.Loss(inputs[0], inputs[1], 0.2);
        loss.ShouldHaveItsSlopesAsGradients(Embeddings(7, 5, 4), Embeddings(8, 5, 4));
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var (z0, z1) = (Embeddings(7, 6, 4).to(ScalarType.BFloat16), Embeddings(8, 6, 4).to(ScalarType.BFloat16));
        var loss = BarlowTwins.Loss(z0, z1, Lambda);
        loss.dtype.Should().Be(ScalarType.Float32);
        var single = BarlowTwins.Loss(z0.to(ScalarType.Float32), z1.to(ScalarType.Float32), Lambda);
        loss.item<float>().Should().Be(single.item<float>());
    }

    [Fact]
    public void Loss_TransposedInputs_AreReadByTheirStrides()
    {
        var (z0, z1) = (Embeddings(9, 6, 4), Embeddings(10, 6, 4));
        Value(z0.t().contiguous().t(), z1).Should().BeApproximately(Value(z0, z1), 1e-12);
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        Refuses(ones(4, 8), ones(5, 8), "*[4, 8]*[5, 8]*");
        Refuses(ones(4, 8), ones(4, 7), "*[4, 8]*[4, 7]*");
        Refuses(ones(4), ones(4), "*[B, D]*[4]*");
        Refuses(ones(1, 8), ones(1, 8), "*at least 2 images*[1, 8]*");
        Refuses(ones(4, 0), ones(4, 0), "*at least 1 component*[4, 0]*");
        foreach (var lambda in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => BarlowTwins.Loss(ones(4, 8), ones(4, 8), lambda)))
                .Should()
                .Throw<ArgumentOutOfRangeException>()
                .WithMessage("*must be above 0*0.005*");
        }
    }

    private static void Refuses(Tensor z0, Tensor z1, string message) =>
        ((Action)(() => BarlowTwins.Loss(z0, z1, Lambda))).Should().Throw<ArgumentException>().WithMessage(message);

    private static double Value(Tensor z0, Tensor z1) => BarlowTwins.Loss(z0, z1, Lambda).item<double>();

    private static Tensor Embeddings(int seed, int batch, int size) =>
        Numbers.Random(seed, batch, size).sub(0.5).to(ScalarType.Float64);

    /// <summary>The definition, written out: products of standardized components, averaged over the batch.</summary>
    private static double[,] Correlations(Tensor z0, Tensor z1)
    {
        var (first, second) = (Standardized(z0), Standardized(z1));
        var correlations = new double[first.Length, second.Length];
        for (var i = 0; i < first.Length; i++)
        {
            for (var j = 0; j < second.Length; j++)
            {
                correlations[i, j] = first[i].Zip(second[j], (x, y) => x * y).Average();
            }
        }

        return correlations;
    }

    /// <summary>One array a component.</summary>
    private static double[][] Standardized(Tensor z)
    {
        return [.. z.t().Values().Chunk((int)z.size(0)).Select(One)];

        static double[] One(double[] values)
        {
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(x => (x - mean) * (x - mean)) + 1e-5);
            return [.. values.Select(x => (x - mean) / deviation)];
        }
    }
}
