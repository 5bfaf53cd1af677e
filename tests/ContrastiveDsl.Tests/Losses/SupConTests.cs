using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class SupConTests : ScopedTests
{
    private const int Size = 5;

    public static TheoryData<int, SupConForm, long[]> Cases()
    {
        // Two classes and unlabeled images; a class that occurs once; none labeled; all of one class.
        long[][] labelings =
        [
            [0, 1, 0, -1, 1, -1],
            [3, 3, 7, 3, 3, 3],
            [-1, -1, -1, -1, -1, -1],
            [2, 2, 2, 2, 2, 2],
        ];
        var cases = new TheoryData<int, SupConForm, long[]>();
        foreach (var labels in labelings)
        {
            foreach (var views in new[] { 1, 2, 3 })
            {
                cases.Add(views, SupConForm.Out, labels);
                cases.Add(views, SupConForm.In, labels);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_AnyLabels_EqualsTheDefinition(int views, SupConForm form, long[] labels)
    {
        var z = Embeddings(1, 6, views);
        var leaf = z.clone().requires_grad_();
        var loss = SupCon.Loss(leaf, Numbers.Longs(labels), 0.3, 0.1, form);
        loss.item<float>().Should().BeApproximately((float)ByDefinition(z, labels, 0.3, 0.1, form), 5e-5f);
        loss.backward();
        leaf.grad!.Values().Should().OnlyContain(g => double.IsFinite(g));
    }

    [Theory]
    [InlineData(1, SupConForm.Out)]
    [InlineData(1, SupConForm.In)]
    [InlineData(3, SupConForm.Out)]
    [InlineData(3, SupConForm.In)]
    public void Loss_Gradient_EqualsFiniteDifferences(int views, SupConForm form)
    {
        Func<Tensor[], Tensor> loss = inputs => SupCon.Loss(inputs[0], Numbers.Longs([0, 1, 0, 5]), 0.5, 0.4, form);
        loss.ShouldHaveItsSlopesAsGradients(Embeddings(2, 4, views));
    }

    [Theory]
    [InlineData(SupConForm.Out)]
    [InlineData(SupConForm.In)]
    public void Loss_NoLabelsAndTwoViews_IsScaledNtXent(SupConForm form)
    {
        var (z0, z1) = (Embeddings(1, 6, 1).squeeze(1), Embeddings(2, 6, 1).squeeze(1));
        SupCon
            .Loss(stack(new[] { z0, z1 }, 1), Numbers.Longs(Enumerable.Repeat(-1L, 6)), 0.2, 0.05, form)
            .item<float>()
            .Should()
            .BeApproximately(4 * NtXent.Loss(z0, z1, 0.2).item<float>(), 1e-5f);
    }

    [Theory]
    [InlineData(SupConForm.Out)]
    [InlineData(SupConForm.In)]
    public void Loss_EqualEmbeddings_IsTheLogarithmOfTheOthers(SupConForm form) =>
        SupCon
            .Loss(ones(4, 3, 8), Numbers.Longs([0, 1, 1, -1]), 0.1, 0.1, form)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(11), 1e-5f);

    [Fact]
    public void Loss_OtherNegativeLabels_MeanUnlabeledToo()
    {
        var z = Embeddings(1, 6, 2);
        SupCon
            .Loss(z, Numbers.Longs([-7, -7, 0, 0, -2, -2]), 0.1, 0.1, SupConForm.Out)
            .item<float>()
            .Should()
            .Be(SupCon.Loss(z, Numbers.Longs([-1, -1, 0, 0, -1, -1]), 0.1, 0.1, SupConForm.Out).item<float>());
    }

    [Theory]
    [InlineData(SupConForm.Out)]
    [InlineData(SupConForm.In)]
    public void Loss_OneViewAndNoPositiveAnywhere_IsZeroWithoutGradient(SupConForm form)
    {
        var z = Embeddings(1, 4, 1).requires_grad_();
        var loss = SupCon.Loss(z, Numbers.Longs([0, 1, -1, -1]), 0.1, 0.1, form);
        loss.backward();
        loss.item<float>().Should().Be(0);
        z.grad!.Values().Should().OnlyContain(g => g == 0);
    }

    [Fact]
    public void Loss_ZeroEmbedding_HasAFiniteGradient()
    {
        var z = cat(new[] { zeros(1, 2, Size), Embeddings(5, 3, 2) }, 0).requires_grad_();
        SupCon.Loss(z, Numbers.Longs([0, 0, 1, 1]), 0.1, 0.1, SupConForm.Out).backward();
        z.grad!.Values().Should().OnlyContain(g => double.IsFinite(g)).And.Contain(g => g != 0);
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var z = Embeddings(7, 4, 2).to(ScalarType.BFloat16);
        var labels = Numbers.Longs([0, 0, 1, 1]);
        var loss = SupCon.Loss(z, labels, 0.2, 0.2, SupConForm.Out);
        loss.dtype.Should().Be(ScalarType.Float32);
        loss.item<float>()
            .Should()
            .Be(SupCon.Loss(z.to(ScalarType.Float32), labels, 0.2, 0.2, SupConForm.Out).item<float>());
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        var (z, labels) = (ones(4, 2, 8), Numbers.Longs([0, 0, 1, 1]));
        void Refuses<T>(Action act, string message)
            where T : ArgumentException => act.Should().Throw<T>().WithMessage(message);

        Refuses<ArgumentException>(
            () => SupCon.Loss(ones(4, 8), labels, 0.1, 0.1, SupConForm.Out),
            "*[B, V, D]*[4, 8]*"
        );
        Refuses<ArgumentException>(
            () => SupCon.Loss(ones(1, 1, 8), Numbers.Longs([0]), 0.1, 0.1, SupConForm.Out),
            "*at least 2*[1, 1, 8]*"
        );
        Refuses<ArgumentException>(
            () => SupCon.Loss(z, Numbers.Longs([0, 1, 2]), 0.1, 0.1, SupConForm.Out),
            "*int64 [4]*[3]*"
        );
        Refuses<ArgumentException>(
            () => SupCon.Loss(z, labels.unsqueeze(1), 0.1, 0.1, SupConForm.Out),
            "*int64 [4]*[4, 1]*"
        );
        Refuses<ArgumentException>(
            () => SupCon.Loss(z, labels.to(ScalarType.Int32), 0.1, 0.1, SupConForm.Out),
            "*int64 [4]*Int32*"
        );
        Refuses<ArgumentOutOfRangeException>(() => SupCon.Loss(z, labels, 0.1, 0.1, (SupConForm)9), "*Out or In*");
        foreach (var temperature in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            Refuses<ArgumentOutOfRangeException>(
                () => SupCon.Loss(z, labels, temperature, 0.1, SupConForm.Out),
                "*above 0*temperature*"
            );
            Refuses<ArgumentOutOfRangeException>(
                () => SupCon.Loss(z, labels, 0.1, temperature, SupConForm.Out),
                "*above 0*baseTemperature*"
            );
        }
    }

    private static Tensor Embeddings(int seed, int images, int views) =>
        Numbers.Random(seed, images, views, Size).sub(0.5);

    /// <summary>The definition, written out.</summary>
    private static double ByDefinition(
        Tensor z,
        long[] labels,
        double temperature,
        double baseTemperature,
        SupConForm form
    )
    {
        var views = (int)z.size(1);
        var unit = z.Values()
            .Chunk(Size)
            .Select(row => row.Select(x => x / Math.Sqrt(row.Sum(y => y * y))).ToArray())
            .ToArray();
        double Exponential(int i, int j) => Math.Exp(unit[i].Zip(unit[j], (x, y) => x * y).Sum() / temperature);
        bool Positive(int i, int j) =>
            i != j && (i / views == j / views || (labels[i / views] >= 0 && labels[i / views] == labels[j / views]));
        return Enumerable.Range(0, unit.Length).Average(Term) * temperature / baseTemperature;

        double Term(int i)
        {
            var sum = Enumerable.Range(0, unit.Length).Where(a => a != i).Sum(a => Exponential(i, a));
            var shares = Enumerable
                .Range(0, unit.Length)
                .Where(p => Positive(i, p))
                .Select(p => Exponential(i, p) / sum)
                .ToArray();
            if (shares.Length == 0)
            {
                return 0;
            }

            return form == SupConForm.Out ? -shares.Average(Math.Log) : -Math.Log(shares.Average());
        }
    }
}
