using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class EmbeddingStatisticsTests : ScopedTests
{
    [Fact]
    public void Measure_EmbeddingsThatAreAllOne_IsACollapse()
    {
        var figures = Read(EmbeddingStatistics.Measure(ones(6, 4) * 3, ones(6, 4)));

        figures.Deviation.Should().BeApproximately(0, 1e-6);
        figures.EffectiveRank.Should().BeApproximately(1, 1e-3);
        figures.MaximumRank.Should().Be(4);
        figures.Uniformity.Should().BeApproximately(0, 1e-5);
        figures.PositiveSimilarity.Should().BeApproximately(1, 1e-6);
        figures.NegativeSimilarity.Should().BeApproximately(1, 1e-6);
        figures.Alignment.Should().BeApproximately(0, 1e-5);
    }

    [Fact]
    public void Measure_EveryDirectionAndItsOpposite_IsFullRank()
    {
        var axes = cat([eye(4), -eye(4)], 0);

        var figures = Read(EmbeddingStatistics.Measure(axes, axes.roll(4, 0)));

        // Of each component a quarter of the squares are one, so that its deviation is 1/2 = 1/√D.
        figures.Deviation.Should().BeApproximately(1, 1e-6);
        figures.EffectiveRank.Should().BeApproximately(4, 1e-3);
        figures.PositiveSimilarity.Should().BeApproximately(-1, 1e-6);
        figures.Alignment.Should().BeApproximately(4, 1e-5);
        // Each has seven others: six at right angles, whose squared distance is 2, and its opposite at 4.
        figures.Uniformity.Should().BeApproximately(Math.Log(((6 * Math.Exp(-4)) + Math.Exp(-8)) / 7), 1e-5);
        // Of the positives of the seven others one is the embedding itself, and six are at right angles.
        figures.NegativeSimilarity.Should().BeApproximately(1.0 / 7, 1e-6);
    }

    [Fact]
    public void Measure_FewerRowsThanComponents_HasTheRankOfTheRows()
    {
        var figures = Read(EmbeddingStatistics.Measure(eye(8).narrow(0, 0, 3), positives: null));

        figures.MaximumRank.Should().Be(3);
        figures.EffectiveRank.Should().BeApproximately(3, 1e-3);
        figures.PositiveSimilarity.Should().BeNull();
        figures.Alignment.Should().BeNull();
    }

    [Fact]
    public void Measure_WithAQueue_ComparesWithItsKeys()
    {
        var keys = eye(4).narrow(0, 0, 2);

        var figures = Read(EmbeddingStatistics.Measure(ones(3, 4), ones(3, 4), keys));

        figures.NegativeSimilarity.Should().BeApproximately(0.5, 1e-6);
    }

    [Fact]
    public void Measure_WithAMemoryBank_LeavesOutItsOwnEntries()
    {
        var negatives = full([3L, 5L], 0.25);
        negatives[0].narrow(0, 1, 1).fill_(double.NegativeInfinity);

        var figures = Read(EmbeddingStatistics.Measure(eye(3), new MemoryScores(full([3L], 0.75), negatives)));

        figures.PositiveSimilarity.Should().BeApproximately(0.75, 1e-6);
        figures.NegativeSimilarity.Should().BeApproximately(0.25, 1e-6);
    }

    [Fact]
    public void Measure_ThousandsOfPatches_TakesSomeOfAll()
    {
        // The second half of the patches is another word than the first.
        var patches = cat([eye(4).narrow(0, 0, 1).expand(2000, 4), eye(4).narrow(0, 1, 1).expand(2000, 4)], 0);

        var figures = Read(EmbeddingStatistics.Measure(patches.view(10, 400, 4), positives: null));

        figures.EffectiveRank.Should().BeApproximately(2, 0.01);
    }

    [Fact]
    public void Measure_NumbersThatAreNone_SaysSoInsteadOfFailing()
    {
        Read(EmbeddingStatistics.Measure(full([4L, 3L], double.NaN), positives: null))
            .EffectiveRank.Should()
            .Be(double.NaN);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void Eigenvalues_OfRandomProducts_AreThoseOfTorch(int size)
    {
        using var random = new Generator(3);
        var rows = randn([size, size], generator: random);
        var products = rows.mm(rows.t());

        var values = SymmetricMatrix.Eigenvalues(HostTensor.Read<float>(products), size);

        var expected = HostTensor.Read<double>(linalg.eigvalsh(products.to(ScalarType.Float64)));
        var rounding = 1e-6 * expected.Max();
        values.Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < rounding);
    }

    private static EmbeddingFigures Read(Tensor numbers) => EmbeddingStatistics.Read(HostTensor.Read<float>(numbers));
}
