using System.Globalization;
using ContrastiveDsl.Evaluation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class KnnTests : ScopedTests
{
    [Fact]
    public void Classify_HandMadeBank_VotesByExponentialCosine()
    {
        // Cosines of the query (1, 0) to the bank: 1, 0.8, 0.6, -1. Lengths must not matter.
        var bank = Numbers.Floats([5, 0, 0.08, 0.06, 6, -8, -3, 0], 4, 2);
        var result = Knn.Classify(
            Numbers.Floats([2, 0], 1, 2),
            bank,
            Numbers.Longs([0, 1, 1, 2]),
            k: 3,
            temperature: 0.5
        );
        result.Neighbors.Values().Should().Equal(0, 1, 2);
        var scores = result.Scores.Values();
        scores.Should().Equal([Math.Exp(2), Math.Exp(1.6) + Math.Exp(1.2), 0], (a, e) => Math.Abs(a - e) < 1e-4);
        result.Predictions.Values().Should().Equal(1);
    }

    [Fact]
    public void Classify_ManyQueries_AgreesWithOneAtATime()
    {
        var bank = Numbers.Random(1, 300, 6).sub(0.5);
        var labels = Numbers.Longs(Enumerable.Range(0, 300).Select(i => (long)(i * 7 % 5)));
        var queries = Numbers.Random(2, 40, 6).sub(0.5);
        var together = Knn.Classify(queries, bank, labels, new KnnProtocol(10));
        for (var i = 0; i < 40; i++)
        {
            var alone = Knn.Classify(queries.narrow(0, i, 1), bank, labels, new KnnProtocol(10), classes: 5);
            together.Predictions.narrow(0, i, 1).ShouldEqual(alone.Predictions);
            together.Neighbors.narrow(0, i, 1).ShouldEqual(alone.Neighbors);
        }
    }

    [Fact]
    public void Classify_LargeBank_RunsInChunks()
    {
        // 16 Mi similarities a chunk: with 100,000 features 167 queries a chunk, so 400 queries are three chunks.
        const int bankSize = 100_000;
        var bank = Numbers.Random(1, bankSize, 4).sub(0.5);
        var queries = bank.narrow(0, 500, 400);
        var labels = Numbers.Longs(Enumerable.Range(0, bankSize).Select(i => (long)(i % 10)));
        using var result = Knn.Classify(queries, bank, labels, k: 1, temperature: 0.07);
        result.Neighbors.Values().Should().Equal(Enumerable.Range(500, 400).Select(i => (double)i));
        result.Accuracy(labels.narrow(0, 500, 400)).Should().Be(1);
    }

    [Theory]
    [InlineData(0.9, 1)]
    [InlineData(0.7, 0)]
    public void Classify_OneNeighborAgainstNineteenOfALargerClass_WeighsByDistance(double cosine, int expected)
    {
        // exp(1 / 0.07) = 1.6e6; nineteen times exp(0.9 / 0.07) is 7.3e6, nineteen times exp(0.7 / 0.07) is 4.2e5.
        var far = Enumerable.Repeat(new[] { cosine, Math.Sqrt(1 - (cosine * cosine)) }, 19).SelectMany(pair => pair);
        var bank = Numbers.Floats([1, 0, .. far], 20, 2);
        long[] labels = [0, .. Enumerable.Repeat(1L, 19)];
        var result = Knn.Classify(Numbers.Floats([1, 0], 1, 2), bank, Numbers.Longs(labels), new KnnProtocol());
        result.Predictions.Values().Should().Equal(expected);
    }

    [Fact]
    public void Accuracy_HalfRight_IsHalf()
    {
        var bank = Numbers.Floats([1, 0, 0, 1], 2, 2);
        Knn.Accuracy(bank, Numbers.Longs([0, 0]), bank, Numbers.Longs([0, 1]), new KnnProtocol(1)).Should().Be(0.5);
    }

    [Fact]
    public void Classify_GivenClasses_WidensTheScores() =>
        Knn.Classify(torch.ones(1, 2), torch.ones(1, 2), Numbers.Longs([1]), 1, 0.1, classes: 6)
            .Scores.shape.Should()
            .Equal(1, 6);

    [Fact]
    public void Classify_WrongArguments_SayWhatIsWrong()
    {
        var bank = torch.ones(4, 3);
        var labels = Numbers.Longs([0, 1, 2, 0]);
        KnnResult Classify(
            torch.Tensor queries,
            torch.Tensor of,
            int k = 1,
            double temperature = 0.1,
            int? classes = null
        ) => Knn.Classify(queries, bank, of, k, temperature, classes);
        ((Action)(() => Classify(bank, labels, k: 5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("5 neighbors*only 4*");
        ((Action)(() => Classify(bank, labels, k: 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Classify(bank, labels, temperature: 0.01)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*0.0125*");
        ((Action)(() => Classify(torch.ones(4, 2), labels)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 2]*[4, 3]*");
        ((Action)(() => Classify(bank, Numbers.Longs([0]))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*4 features*[1]*");
        ((Action)(() => Classify(bank, labels, classes: 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*label 2*only 2 classes*");
        ((Action)(() => Classify(bank, labels.sub(1)))).Should().Throw<ArgumentException>().WithMessage("*-1*");
    }

    [Fact]
    public void Protocol_ToString_IsTheSameInEveryCulture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            new KnnProtocol().ToString().Should().Be("kNN, cosine, k = 20, T = 0.07");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
