using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class VicregTests : ScopedTests
{
    // Four images whose three components are uncorrelated, with a mean of 0 and an unbiased variance of 4/3.
    private static readonly double[] Uncorrelated = [1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1];

    [Fact]
    public void Loss_SpreadAndUncorrelatedComponentsEqualInBothViews_IsZero()
    {
        var z = Numbers.Doubles(Uncorrelated, 4, 3).requires_grad_();
        var loss = Vicreg.Loss(z, z, 25, 25, 1);
        loss.backward();
        loss.item<double>().Should().BeApproximately(0, 1e-12);
        z.grad!.Values().Should().OnlyContain(g => Math.Abs(g) < 1e-12, "a deviation above 1 is left alone");
    }

    [Theory]
    [InlineData(25)]
    [InlineData(10)]
    public void Loss_ConstantEmbeddings_IsTheVarianceTermAlone(double weight)
    {
        var (z0, z1) = (ones(6, 5).mul(3).requires_grad_(), ones(6, 5).mul(3).requires_grad_());
        var loss = Vicreg.Loss(z0, z1, 25, weight, 1);
        loss.backward();
        loss.item<float>().Should().BeApproximately((float)(weight * 0.99), 1e-5f, "√0.0001 is left of the deviation");
        z0.grad!.Values().Concat(z1.grad!.Values()).Should().OnlyContain(g => double.IsFinite(g));
    }

    [Fact]
    public void Loss_ViewsApart_IsTheSquareOfTheirDistance()
    {
        var z = Numbers.Doubles(Uncorrelated, 4, 3);
        Vicreg.Loss(z, z.add(0.5), 25, 25, 1).item<double>().Should().BeApproximately(25 * 0.25, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Covariance_ComponentsThatAllSayTheSame_IsTheSquareOfTheVarianceForEachOther(int size)
    {
        // The unbiased variance of 1, -1, 1, -1 is 4/3.
        var z = Numbers.Doubles([1, -1, 1, -1], 4, 1).expand(4, size);
        Vicreg.Covariance(z).item<double>().Should().BeApproximately((size - 1) * 16.0 / 9, 1e-12);
    }

    [Fact]
    public void Covariance_OneComponent_IsZero() =>
        Vicreg.Covariance(Embeddings(1, 7, 1)).item<double>().Should().Be(0);

    [Theory]
    [InlineData(0, 0.99)]
    [InlineData(0.3, 0.7)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public void Variance_OfADeviation_IsWhatItLacksOfOne(double deviation, double expected)
    {
        // Two images ±a have an unbiased variance of 2a².
        var half = deviation / Math.Sqrt(2);
        var z = Numbers.Doubles([half, -half, -half, half], 2, 2);
        Vicreg.Variance(z).item<double>().Should().BeApproximately(expected, 2e-4, "ε is added under the root");
    }

    [Theory]
    [InlineData(2, 3, 25, 25, 1)]
    [InlineData(9, 4, 1, 2, 3)]
    [InlineData(5, 8, 0, 0, 1)]
    public void Loss_RandomEmbeddings_EqualsTheDefinition(
        int batch,
        int size,
        double invariance,
        double variance,
        double covariance
    )
    {
        var (z0, z1) = (Embeddings(3, batch, size), Embeddings(4, batch, size));
        var apart = z0.Values().Zip(z1.Values(), (x, y) => (x - y) * (x - y)).Average();
        var expected =
            (invariance * apart)
            + (variance * (VarianceByDefinition(z0) + VarianceByDefinition(z1)) / 2)
            + (covariance * (CovarianceByDefinition(z0) + CovarianceByDefinition(z1)));
        Vicreg.Loss(z0, z1, invariance, variance, covariance).item<double>().Should().BeApproximately(expected, 1e-10);
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
    public void Loss_BothViewsShifted_IsTheSame()
    {
        var (z0, z1) = (Embeddings(5, 6, 4), Embeddings(6, 6, 4));
        Value(z0.add(100), z1.add(100)).Should().BeApproximately(Value(z0, z1), 1e-9);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        Func<Tensor[], Tensor> loss = inputs => Vicreg.Loss(inputs[0], inputs[1], 3, 5, 2);
        loss.ShouldHaveItsSlopesAsGradients(Embeddings(7, 5, 4), Embeddings(8, 5, 4));
    }

    [Fact]
    public void Terms_Gradient_EqualsFiniteDifferences()
    {
        Func<Tensor[], Tensor> invariance = inputs => Vicreg.Invariance(inputs[0], inputs[1]);
        Func<Tensor[], Tensor> variance = inputs => Vicreg.Variance(inputs[0]);
        Func<Tensor[], Tensor> covariance = inputs => Vicreg.Covariance(inputs[0]);
        invariance.ShouldHaveItsSlopesAsGradients(Embeddings(7, 5, 4), Embeddings(8, 5, 4));
        variance.ShouldHaveItsSlopesAsGradients(Embeddings(7, 5, 4));
        covariance.ShouldHaveItsSlopesAsGradients(Embeddings(7, 5, 4));
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var (z0, z1) = (Embeddings(7, 6, 4).to(ScalarType.BFloat16), Embeddings(8, 6, 4).to(ScalarType.BFloat16));
        var loss = Vicreg.Loss(z0, z1, 25, 25, 1);
        loss.dtype.Should().Be(ScalarType.Float32);
        var single = Vicreg.Loss(z0.to(ScalarType.Float32), z1.to(ScalarType.Float32), 25, 25, 1);
        loss.item<float>().Should().Be(single.item<float>());
        Vicreg.Invariance(z0, z1).dtype.Should().Be(ScalarType.Float32);
        Vicreg.Variance(z0).dtype.Should().Be(ScalarType.Float32);
        Vicreg.Covariance(z0).dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Loss_WrongShapes_SayWhichTheyAre()
    {
        Refuses(ones(4, 8), ones(5, 8), "*[4, 8]*[5, 8]*");
        Refuses(ones(4, 8), ones(4, 7), "*[4, 8]*[4, 7]*");
        Refuses(ones(4), ones(4), "*[B, D]*[4]*");
        Refuses(ones(1, 8), ones(1, 8), "*at least 2 images*[1, 8]*");
        Refuses(ones(4, 0), ones(4, 0), "*at least 1 component*[4, 0]*");
    }

    [Theory]
    [InlineData(-1, 25, 1, "*invarianceWeight*")]
    [InlineData(25, double.NaN, 1, "*varianceWeight*")]
    [InlineData(25, 25, double.PositiveInfinity, "*covarianceWeight*")]
    [InlineData(0, 0, 0, "*One of the three weights*")]
    public void Loss_WrongWeights_SaysWhich(double invariance, double variance, double covariance, string message) =>
        ((Action)(() => Vicreg.Loss(ones(4, 8), ones(4, 8), invariance, variance, covariance)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage(message);

    private static void Refuses(Tensor z0, Tensor z1, string message)
    {
        ((Action)(() => Vicreg.Loss(z0, z1, 25, 25, 1))).Should().Throw<ArgumentException>().WithMessage(message);
        ((Action)(() => Vicreg.Invariance(z0, z1))).Should().Throw<ArgumentException>().WithMessage(message);
        if (z0.shape.SequenceEqual(z1.shape))
        {
            ((Action)(() => Vicreg.Variance(z0))).Should().Throw<ArgumentException>().WithMessage(message);
            ((Action)(() => Vicreg.Covariance(z0))).Should().Throw<ArgumentException>().WithMessage(message);
        }
    }

    private static double Value(Tensor z0, Tensor z1) => Vicreg.Loss(z0, z1, 25, 25, 1).item<double>();

    // Spread enough for some deviations to be above 1 and others below.
    private static Tensor Embeddings(int seed, int batch, int size) =>
        Numbers.Random(seed, batch, size).sub(0.5).mul(3.5).to(ScalarType.Float64);

    private static double VarianceByDefinition(Tensor z) =>
        Components(z).Average(x => Math.Max(0, 1 - Math.Sqrt(Covariance(x, x) + 1e-4)));

    private static double CovarianceByDefinition(Tensor z)
    {
        var components = Components(z);
        var pairs =
            from i in Enumerable.Range(0, components.Length)
            from j in Enumerable.Range(0, components.Length)
            where i != j
            select Math.Pow(Covariance(components[i], components[j]), 2);
        return pairs.Sum() / components.Length;
    }

    private static double[][] Components(Tensor z) => [.. z.t().Values().Chunk((int)z.size(0))];

    private static double Covariance(double[] x, double[] y) =>
        x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Sum() / (x.Length - 1);
}
