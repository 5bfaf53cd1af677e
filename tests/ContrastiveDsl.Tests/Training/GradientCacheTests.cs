using ContrastiveDsl.Losses;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>A batch that passes in micro-batches trains as if it had passed at once.</summary>
public sealed class GradientCacheTests : ScopedTests
{
    private const int Images = 24;
    private const int MicroBatch = 6;
    private readonly TrainingRun run = TrainingRun.Start("Cached", new RunSettings { BatchSize = Images });

    public static TheoryData<string> Exact => new(Networks.Keys.Where(name => name != "batch"));

    private static Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Networks { get; } =
        new(StringComparer.Ordinal)
        {
            ["group"] = () => Of(Norm.Group, splits: 1),
            ["layer"] = () => Of(Norm.Layer, splits: 1),
            ["none"] = () => Of(Norm.None, splits: 1),
            ["split"] = () => Of(Norm.Batch, splits: 8),
            ["batch"] = () => Of(Norm.Batch, splits: 1),
        };

    [Theory]
    [MemberData(nameof(Exact))]
    public void Backward_InFloat64_HasTheGradientOfOnePass(string name)
    {
        Distance(name, ScalarType.Float64).Should().BeLessThan(1e-12);
        Distance(name, ScalarType.Float32).Should().BeLessThan(1e-4);
    }

    /// <summary>Else the tests above would compare nothing.</summary>
    [Fact]
    public void Backward_WithStatisticsOfMicroBatches_HasAnotherGradient() =>
        Distance("batch", ScalarType.Float64).Should().BeGreaterThan(1e-3);

    [Fact]
    public void Embed_OfSplitStatistics_MovesThemAsOnePassDoes()
    {
        var (whole, cached) = (Create("split"), Create("split"));
        var views = Views(ScalarType.Float64);
        whole.call(cat(views, 0));

        var cache = new GradientCache(run, MicroBatch, cached);
        var z = cache.Embed(views, micro => cached.call(cat(micro, 0)).chunk(2, 0));
        ShouldBeClose(Statistics(cached), Statistics(whole));
        NtXent.Loss(z[0], z[1], 0.2).backward();
        cache.Backward();

        ShouldBeClose(Statistics(cached), Statistics(whole));
        whole.Dispose();
        cached.Dispose();
    }

    [Fact]
    public void Backward_OfBatchStatistics_DoesNotMoveThem()
    {
        using var network = Create("batch");
        var views = Views(ScalarType.Float64);
        var cache = new GradientCache(run, MicroBatch, network);
        var z = cache.Embed(views, micro => network.call(cat(micro, 0)).chunk(2, 0));
        var before = Statistics(network);

        NtXent.Loss(z[0], z[1], 0.2).backward();
        cache.Backward();

        Statistics(network).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        before.Should().Contain(values => values.Length == 1 && values[0] == 1, "one batch has passed");
    }

    /// <summary>However many pass, a step keeps one cast of the weights.</summary>
    [Fact]
    public void Backward_InBFloat16_NeedsOneCastOfTheWeights()
    {
        using var network = new FullyConnected(32, 8);
        using var set = new ParameterSet(network);
        using var computes = set.InBFloat16();
        var alive = new List<long>();

        var cache = new GradientCache(run, MicroBatch, network);
        var z = cache.Embed([randn(Images, 32)], micro =>
        {
            alive.Add(Tensor.TotalCount);
            return [network.call(micro[0]).to(ScalarType.Float32)];
        });
        z[0].square().mean().backward();
        cache.Backward();

        alive.Should().HaveCount(8);
        // What other tests have left may go meanwhile.
        (alive[^1] - alive[5]).Should().BeLessThan(4, "two casts would be four tensors, of weights and biases");
        network.Weight.grad!.abs().max().ToDouble().Should().BeGreaterThan(0);
    }

    [Fact]
    public void Backward_WithDropout_DrawsTheSameAgain()
    {
        var drawn = new List<Tensor>();
        using var dropout = nn.Dropout(0.5);
        var view = ones(Images, 32).requires_grad_();
        manual_seed(5);

        var cache = new GradientCache(run, MicroBatch, dropout);
        var z = cache.Embed([view], micro =>
        {
            drawn.Add(dropout.call(micro[0]).DetachFromDisposeScope());
            return [drawn[^1]];
        });
        z[0].sum().backward();
        var next = get_rng_state();
        cache.Backward();

        drawn.Should().HaveCount(8);
        for (var part = 0; part < 4; part++)
        {
            drawn[part].Equals(drawn[part + 4]).Should().BeTrue();
        }

        drawn[0].Equals(drawn[1]).Should().BeFalse("each micro-batch draws its own");
        get_rng_state().Equals(next).Should().BeTrue("what comes after the step draws as if there had been one pass");
        drawn.ForEach(tensor => tensor.Dispose());
    }

    [Fact]
    public void Embed_WithoutGradients_IsWhatOnePassEmbeds()
    {
        using var network = Create("group");
        var views = Views(ScalarType.Float64);
        using var noGrad = no_grad();

        var z = new GradientCache(run, MicroBatch, network).Embed(views, micro =>
            [network.call(micro[0]), network.call(micro[1])]
        );

        z.Should().HaveCount(2).And.OnlyContain(embedding => !embedding.requires_grad);
        z[1].allclose(network.call(views[1]), rtol: 1e-12, atol: 1e-12).Should().BeTrue();
    }

    [Fact]
    public void Embed_ImagesThatMicroBatchesDoNotMakeUp_AreRefused()
    {
        var embedded = () => new GradientCache(run, 7).Embed([ones(Images, 3)], micro => micro);

        embedded.Should().Throw<ArgumentException>().WithMessage("24 images cannot be cut into micro-batches of 7*");
    }

    [Fact]
    public void Embed_ViewsOfOtherImages_AreRefused()
    {
        var cache = new GradientCache(run, MicroBatch);

        cache.Invoking(c => c.Embed([], micro => micro)).Should().Throw<ArgumentException>();
        cache
            .Invoking(c => c.Embed([ones(Images, 3), ones(Images - 1, 3)], micro => micro))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("Views are one or more*");
    }

    [Fact]
    public void Backward_BeforeTheLoss_IsRefused()
    {
        using var linear = nn.Linear(3, 2);
        var cache = new GradientCache(run, MicroBatch, linear);
        cache.Embed([ones(Images, 3)], micro => [linear.call(micro[0])]);

        FluentActions
            .Invoking(cache.Backward)
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*no gradients*");
    }

    [Fact]
    public void Embed_SplitsThatMicroBatchesCannotShare_AreRefused()
    {
        using var network = Of(Norm.Batch, splits: 6);
        var embedded = () =>
            new GradientCache(run, MicroBatch, network).Embed([Views(ScalarType.Float32)[0]], micro =>
                [network.call(micro[0])]
            );

        embedded
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("6 parts for batch normalization cannot be shared by 4 micro-batches*");
    }

    private double Distance(string name, ScalarType type)
    {
        using var network = Create(name, type);
        using var set = new ParameterSet(network);
        var views = Views(type);
        var together = network.call(cat(views, 0)).chunk(2, 0);
        NtXent.Loss(together[0], together[1], 0.2).backward();
        var exact = set.Weights.FlatGradient!.clone();
        set.ZeroGradients();

        var cache = new GradientCache(run, MicroBatch, network);
        var z = cache.Embed(views, micro => network.call(cat(micro, 0)).chunk(2, 0));
        NtXent.Loss(z[0], z[1], 0.2).backward();
        cache.Backward();

        return ((set.Weights.FlatGradient! - exact).norm() / exact.norm()).ToDouble();
    }

    private static nn.Module<Tensor, Tensor> Create(string name, ScalarType type = ScalarType.Float64)
    {
        manual_seed(3);
        return Networks[name]().to(type);
    }

    private static nn.Module<Tensor, Tensor> Of(Norm norm, int splits) =>
        nn.Sequential(
            new BasicBlock(2, 8, norm: norm, groups: 2, splits: splits),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(8, 6)
        );

    private static Tensor[] Views(ScalarType type)
    {
        manual_seed(9);
        return [randn(new long[] { Images, 2, 6, 6 }, type), randn(new long[] { Images, 2, 6, 6 }, type)];
    }

    private static double[][] Statistics(nn.Module network) =>
        [
            .. network
                .named_buffers()
                .OrderBy(found => found.name, StringComparer.Ordinal)
                .Select(found => found.buffer.to(ScalarType.Float64).data<double>().ToArray()),
        ];

    private static void ShouldBeClose(double[][] actual, double[][] expected)
    {
        actual.Should().HaveSameCount(expected).And.NotBeEmpty();
        for (var i = 0; i < expected.Length; i++)
        {
            actual[i].Zip(expected[i]).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        }
    }
}
