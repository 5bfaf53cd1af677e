using ContrastiveDsl.Losses;
using TorchSharp;

namespace ContrastiveDsl.Tests.Losses;

public sealed class NtXentTests : ScopedTests
{
    private static torch.Tensor Embeddings(int seed, int batch, int size) => Numbers.Random(seed, batch, size).sub(0.5);

    /// <summary>
    /// The definition, written out: mean over the 2B anchors of -log(exp(positive) / sum over the others).
    /// </summary>
    private static double ByDefinition(torch.Tensor z0, torch.Tensor z1, double temperature)
    {
        var rows = (int)z0.size(0);
        var size = (int)z0.size(1);
        var all = z0.Values()
            .Concat(z1.Values())
            .Chunk(size)
            .Select(z => z.Select(x => x / Math.Sqrt(z.Sum(y => y * y))).ToArray())
            .ToArray();
        double Similarity(int i, int j) => all[i].Zip(all[j], (x, y) => x * y).Sum() / temperature;
        return Enumerable
            .Range(0, 2 * rows)
            .Average(i =>
                -Math.Log(
                    Math.Exp(Similarity(i, (i + rows) % (2 * rows)))
                        / Enumerable.Range(0, 2 * rows).Where(j => j != i).Sum(j => Math.Exp(Similarity(i, j)))
                )
            );
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(7, 0.1)]
    [InlineData(16, 1)]
    public void Loss_RandomEmbeddings_EqualsTheDefinition(int batch, double temperature)
    {
        var z0 = Embeddings(1, batch, 12);
        var z1 = Embeddings(2, batch, 12);
        NtXent
            .Loss(z0, z1, temperature)
            .item<float>()
            .Should()
            .BeApproximately((float)ByDefinition(z0, z1, temperature), 2e-5f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Loss_EqualEmbeddings_IsTheLogarithmOfTheirNumber(int batch) =>
        NtXent
            .Loss(torch.ones(batch, 8), torch.ones(batch, 8), 0.2)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(2 * batch - 1), 1e-5f);

    [Fact]
    public void Loss_SwappedViews_IsTheSame()
    {
        var z0 = Embeddings(3, 9, 6);
        var z1 = Embeddings(4, 9, 6);
        NtXent.Loss(z0, z1, 0.2).item<float>().Should().BeApproximately(NtXent.Loss(z1, z0, 0.2).item<float>(), 1e-6f);
    }

    [Fact]
    public void Loss_TinyTemperature_StaysFinite()
    {
        var z0 = Embeddings(5, 8, 4).requires_grad_();
        var loss = NtXent.Loss(z0, Embeddings(6, 8, 4), 0.01);
        loss.item<float>().Should().BeApproximately((float)ByDefinition(z0, Embeddings(6, 8, 4), 0.01), 2e-3f);
        loss.backward();
        z0.grad!.Values().Should().OnlyContain(g => double.IsFinite(g)).And.Contain(g => g != 0);
    }

    [Fact]
    public void Loss_ZeroEmbedding_HasAFiniteGradient()
    {
        var z0 = torch.cat(new[] { torch.zeros(1, 4), Embeddings(5, 3, 4) }, 0).requires_grad_();
        NtXent.Loss(z0, Embeddings(6, 4, 4), 0.5).backward();
        z0.grad!.Values().Should().OnlyContain(g => double.IsFinite(g));
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        const double step = 1e-6;
        var values0 = Embeddings(7, 4, 5).Values();
        var values1 = Embeddings(8, 4, 5).Values();
        var z0 = Numbers.Doubles(values0, 4, 5).requires_grad_();
        var z1 = Numbers.Doubles(values1, 4, 5).requires_grad_();
        var loss = NtXent.Loss(z0, z1, 0.3);
        loss.dtype.Should().Be(torch.ScalarType.Float64);
        loss.backward();

        double At(double[] a, double[] b) =>
            NtXent.Loss(Numbers.Doubles(a, 4, 5), Numbers.Doubles(b, 4, 5), 0.3).item<double>();
        double[] Moved(double[] values, int i, double by) =>
            [.. values.Select((value, j) => j == i ? value + by : value)];
        var gradient0 = z0.grad!.Values();
        var gradient1 = z1.grad!.Values();
        for (var i = 0; i < 20; i++)
        {
            gradient0[i]
                .Should()
                .BeApproximately(
                    (At(Moved(values0, i, step), values1) - At(Moved(values0, i, -step), values1)) / (2 * step),
                    1e-7
                );
            gradient1[i]
                .Should()
                .BeApproximately(
                    (At(values0, Moved(values1, i, step)) - At(values0, Moved(values1, i, -step))) / (2 * step),
                    1e-7
                );
        }
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var z0 = Embeddings(7, 6, 8).to(torch.ScalarType.BFloat16);
        var z1 = Embeddings(8, 6, 8).to(torch.ScalarType.BFloat16);
        var loss = NtXent.Loss(z0, z1, 0.2);
        loss.dtype.Should().Be(torch.ScalarType.Float32);
        loss.item<float>()
            .Should()
            .Be(NtXent.Loss(z0.to(torch.ScalarType.Float32), z1.to(torch.ScalarType.Float32), 0.2).item<float>());
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        ((Action)(() => NtXent.Loss(torch.ones(4, 8), torch.ones(5, 8), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 8]*[5, 8]*");
        ((Action)(() => NtXent.Loss(torch.ones(4), torch.ones(4), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[B, D]*");
        ((Action)(() => NtXent.Loss(torch.ones(1, 8), torch.ones(1, 8), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 2 images*there is 1*");
        foreach (var temperature in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => NtXent.Loss(torch.ones(4, 8), torch.ones(4, 8), temperature)))
                .Should()
                .Throw<ArgumentOutOfRangeException>();
        }
    }
}
