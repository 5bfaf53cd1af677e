using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class InfoNceTests : ScopedTests
{
    [Theory]
    [InlineData(1, 0.07)]
    [InlineData(10, 0.2)]
    [InlineData(1000, 1)]
    public void Loss_QueueOfTheSameVector_IsTheLogarithmOfTheNumberOfCandidates(int size, double temperature) =>
        InfoNce
            .Loss(ones(3, 4), ones(3, 4), full(new long[] { size, 4 }, 0.5), temperature)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(size + 1), 1e-5f);

    [Fact]
    public void Loss_RandomEmbeddings_IsTheCrossEntropyOfTheLogits()
    {
        var (queries, keys, queue) = Random();
        var logits = InfoNce.Logits(queries, keys, queue, 0.2);
        logits.shape.Should().Equal(6, 10);
        var rows = logits.Values().Chunk(10);
        var expected = rows.Average(row => Math.Log(row.Sum(Math.Exp)) - row[0]);
        InfoNce.Loss(queries, keys, queue, 0.2).item<float>().Should().BeApproximately((float)expected, 1e-5f);
    }

    [Fact]
    public void Logits_RandomEmbeddings_AreCosinesOverTheTemperatureWithTheOwnKeyFirst()
    {
        var (queries, keys, queue) = Random();
        var logits = InfoNce.Logits(queries, keys, queue, 0.2).Values().Chunk(10).ToArray();
        var (q, k, n) = (
            queries.Values().Chunk(8).ToArray(),
            keys.Values().Chunk(8).ToArray(),
            queue.Values().Chunk(8).ToArray()
        );
        for (var row = 0; row < 6; row++)
        {
            logits[row][0].Should().BeApproximately(Cosine(q[row], k[row]) / 0.2, 1e-5);
            for (var other = 0; other < 9; other++)
            {
                logits[row][1 + other].Should().BeApproximately(Cosine(q[row], n[other]) / 0.2, 1e-5);
            }
        }
    }

    [Fact]
    public void Loss_OwnKeyFarAhead_KeepsTheSmallRest()
    {
        // Own key at cosine 1, one negative at -1: log(1 + exp(-2/τ)), which a difference of logits near 1/τ could not
        // hold in float32.
        var query = Numbers.Doubles([1, 0], 1, 2).to(ScalarType.Float32);
        InfoNce
            .Loss(query, query, query.neg(), 0.1)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(1 + Math.Exp(-20)), 1e-12f);
    }

    [Fact]
    public void Loss_TinyTemperature_StaysFinite()
    {
        var (queries, keys, queue) = Random();
        queries.requires_grad_();
        var loss = InfoNce.Loss(queries, keys, queue, 1e-3);
        loss.backward();
        loss.item<float>().Should().BeInRange(0, 2001);
        queries.grad!.Values().Should().OnlyContain(g => double.IsFinite(g)).And.Contain(g => g != 0);
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        void Refuses<T>(Tensor queue, double temperature, string message)
            where T : ArgumentException
        {
            ((Action)(() => InfoNce.Loss(ones(4, 8), ones(4, 8), queue, temperature)))
                .Should()
                .Throw<T>()
                .WithMessage(message);
            ((Action)(() => InfoNce.Logits(ones(4, 8), ones(4, 8), queue, temperature)))
                .Should()
                .Throw<T>()
                .WithMessage(message);
        }

        Refuses<ArgumentException>(ones(8, 16), 0.2, "*[K, 8]*[4, 8]*[8, 16]*");
        Refuses<ArgumentException>(ones(8), 0.2, "*[K, 8]*[8]*");
        Refuses<ArgumentException>(zeros(0, 8), 0.2, "*[0, 8]*");
        foreach (var temperature in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            Refuses<ArgumentOutOfRangeException>(ones(16, 8), temperature, "*above 0*");
        }
    }

    private static (Tensor Queries, Tensor Keys, Tensor Queue) Random()
    {
        var queue = Numbers.Random(3, 9, 8).sub(0.5);
        return (
            Numbers.Random(1, 6, 8).sub(0.5),
            Numbers.Random(2, 6, 8).sub(0.5),
            queue.div(queue.square().sum(dim: 1L, keepdim: true).sqrt())
        );
    }

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
}
