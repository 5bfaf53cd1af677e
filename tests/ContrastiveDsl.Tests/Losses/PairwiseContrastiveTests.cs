using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class PairwiseContrastiveTests : ScopedTests
{
    private const int Size = 5;

    [Theory]
    [InlineData(0.7)]
    [InlineData(2)]
    public void Loss_EqualEmbeddings_IsTheSquareOfTheMargin(double margin)
    {
        var z = ones(4, 8).requires_grad_();
        var loss = PairwiseContrastive.Loss(z, ones(4, 8), Unlabeled(4), margin, normalize: true);
        loss.backward();
        loss.item<float>().Should().BeApproximately((float)(margin * margin), 1e-5f);
        z.grad!.Values().Should().OnlyContain(g => double.IsFinite(g));
    }

    [Fact]
    public void Loss_PairsFartherThanTheMargin_CostNothing()
    {
        var z = eye(4).requires_grad_();
        var loss = PairwiseContrastive.Loss(z, eye(4), Unlabeled(4), 1, normalize: true);
        loss.backward();
        loss.item<float>().Should().BeApproximately(0, 1e-6f);
        z.grad!.Values().Should().OnlyContain(g => Math.Abs(g) < 1e-6);
    }

    [Theory]
    [InlineData(new long[] { -1, -1, -1, -1, -1, -1 }, true)]
    [InlineData(new long[] { 0, 1, 0, -1, 1, -1 }, true)]
    [InlineData(new long[] { 0, 1, 0, -1, 1, -1 }, false)]
    [InlineData(new long[] { 3, 3, 7, 3, 3, 3 }, false)]
    [InlineData(new long[] { 2, 2, 2, 2, 2, 2 }, true)]
    public void Loss_AnyLabels_EqualsTheDefinition(long[] labels, bool normalize)
    {
        var (z0, z1) = (Embeddings(1), Embeddings(2));
        PairwiseContrastive
            .Loss(z0, z1, Numbers.Longs(labels), 1.1, normalize)
            .item<float>()
            .Should()
            .BeApproximately((float)ByDefinition(z0, z1, labels, 1.1, normalize), 1e-5f);
    }

    [Theory]
    [InlineData(new long[] { -1, -1, -1, -1, -1, -1 }, true)]
    [InlineData(new long[] { 0, 1, 0, -1, 1, -1 }, true)]
    [InlineData(new long[] { 0, 1, 0, -1, 1, -1 }, false)]
    [InlineData(new long[] { 2, 2, 2, 2, 2, 2 }, false)]
    public void Loss_Gradient_EqualsFiniteDifferences(long[] labels, bool normalize)
    {
        Func<Tensor[], Tensor> loss = inputs =>
            PairwiseContrastive.Loss(inputs[0], inputs[1], Numbers.Longs(labels), 1.1, normalize);
        loss.ShouldHaveItsSlopesAsGradients(Embeddings(1), Embeddings(2));
    }

    [Fact]
    public void Loss_FarFromTheOrigin_KeepsSmallDistances()
    {
        // 1000 away from the origin, float32 squares are known to 0.06 only.
        var (z0, z1) = (Embeddings(1), Embeddings(2));
        var expected = PairwiseContrastive.Loss(z0, z1, Unlabeled(6), 1, normalize: false).item<float>();
        PairwiseContrastive
            .Loss(z0.add(1000), z1.add(1000), Unlabeled(6), 1, normalize: false)
            .item<float>()
            .Should()
            .BeApproximately(expected, 1e-3f);
    }

    [Fact]
    public void Loss_OneImage_HasNoDissimilarTerm() =>
        PairwiseContrastive
            .Loss(Numbers.Floats([3, 4], 1, 2), zeros(1, 2), Unlabeled(1), 1, normalize: false)
            .item<float>()
            .Should()
            .BeApproximately(25, 1e-5f);

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var (z0, z1) = (Embeddings(1).to(ScalarType.BFloat16), Embeddings(2).to(ScalarType.BFloat16));
        var loss = PairwiseContrastive.Loss(z0, z1, Unlabeled(6), 1, normalize: false);
        loss.dtype.Should().Be(ScalarType.Float32);
        loss.item<float>()
            .Should()
            .Be(
                PairwiseContrastive
                    .Loss(z0.to(ScalarType.Float32), z1.to(ScalarType.Float32), Unlabeled(6), 1, normalize: false)
                    .item<float>()
            );
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        var z = ones(4, 8);
        ((Action)(() => PairwiseContrastive.Loss(z, ones(3, 8), Unlabeled(4), 1, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 8]*[3, 8]*");
        ((Action)(() => PairwiseContrastive.Loss(zeros(0, 8), zeros(0, 8), Unlabeled(0), 1, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 1 image*[0, 8]*");
        ((Action)(() => PairwiseContrastive.Loss(z, z, Unlabeled(5), 1, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*int64 [4]*[5]*");
        ((Action)(() => PairwiseContrastive.Loss(z, z, ones(4), 1, true)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*int64 [4]*Float32*");
        foreach (var margin in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => PairwiseContrastive.Loss(z, z, Unlabeled(4), margin, true)))
                .Should()
                .Throw<ArgumentOutOfRangeException>()
                .WithMessage("*margin must be above 0*");
        }
    }

    private static Tensor Embeddings(int seed) => Numbers.Random(seed, 6, Size).sub(0.5);

    private static Tensor Unlabeled(int images) => full(new long[] { images }, -1, ScalarType.Int64);

    /// <summary>The definition, written out.</summary>
    private static double ByDefinition(Tensor z0, Tensor z1, long[] labels, double margin, bool normalize)
    {
        double[][] Rows(Tensor z) =>
            [
                .. z.Values()
                    .Chunk(Size)
                    .Select(row => normalize ? row.Select(x => x / Math.Sqrt(row.Sum(y => y * y))).ToArray() : row),
            ];
        var (a, b) = (Rows(z0), Rows(z1));
        var pairs =
            from i in Enumerable.Range(0, 6)
            from j in Enumerable.Range(0, 6)
            select (
                Similar: i == j || (labels[i] >= 0 && labels[i] == labels[j]),
                Distance: Math.Sqrt(a[i].Zip(b[j], (x, y) => (x - y) * (x - y)).Sum())
            );
        var all = pairs.ToArray();
        return all.Where(pair => pair.Similar).Average(pair => pair.Distance * pair.Distance)
            + all.Where(pair => !pair.Similar)
                .Select(pair => Math.Pow(Math.Max(0, margin - pair.Distance), 2))
                .DefaultIfEmpty()
                .Average();
    }
}
