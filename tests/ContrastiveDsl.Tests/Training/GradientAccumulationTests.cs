using ContrastiveDsl.Data;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>A batch whose gradients add up trains as if it had passed at once.</summary>
public sealed class GradientAccumulationTests : ScopedTests
{
    private const int Images = 24;
    private readonly TrainingRun run = TrainingRun.Start("Added", new RunSettings { BatchSize = Images });

    /// <summary>Also where the last micro-batch is smaller, and where there is one alone.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(100)]
    public void Backward_OfMeans_HasLossAndGradientOfOnePass(int microBatch)
    {
        using var network = nn.Linear(5, 3).to(ScalarType.Float64);
        var rows = randn(Images, 5, ScalarType.Float64);
        var whole = network.call(rows).square().mean();
        whole.backward();
        var expected = network.weight!.grad!.clone();
        network.zero_grad();

        var accumulation = new GradientAccumulation(run, microBatch, network);
        foreach (var micro in accumulation.Of(rows))
        {
            using var scope = NewDisposeScope();
            accumulation.Backward(network.call(micro[0]).square().mean());
        }

        accumulation.Loss.requires_grad.Should().BeFalse();
        accumulation.Loss.ToDouble().Should().BeApproximately(whole.ToDouble(), 1e-14);
        network.weight!.grad!.sub(expected).abs().max().ToDouble().Should().BeLessThan(1e-14);
    }

    /// <summary>However many pass, a step keeps one cast of the weights, and their gradients meet in float32.</summary>
    [Fact]
    public void Backward_OfManyInBFloat16_NeedsOneCastOfTheWeights()
    {
        using var network = new FullyConnected(5, 3);
        using var set = new ParameterSet(network);
        using var computes = set.InBFloat16();
        var rows = randn(Images, 5);
        var alive = new List<long>();

        var accumulation = new GradientAccumulation(run, 6, network);
        foreach (var micro in accumulation.Of(rows))
        {
            using (var scope = NewDisposeScope())
            {
                accumulation.Backward(network.call(micro[0]).to(ScalarType.Float32).square().mean());
            }

            alive.Add(Tensor.TotalCount);
        }

        // The rows of a micro-batch are one more; what other tests have left may go meanwhile.
        (alive[^1] - alive[1]).Should().BeLessThan(4, "two casts would be four tensors, of weights and biases");
        (network.Weight.grad!.to(ScalarType.BFloat16).to(ScalarType.Float32) - network.Weight.grad!)
            .abs()
            .max()
            .ToDouble()
            .Should()
            .BeGreaterThan(0, "a sum in bfloat16 would be one");
    }

    [Fact]
    public void Of_ABatch_IsItsImagesInOrder()
    {
        var batch = new Batch(3, 5, [.. Enumerable.Range(100, 7)]);

        var passed = new GradientAccumulation(run, 3).Of(batch).ToList();

        passed.Select(micro => micro.Samples.Length).Should().Equal(3, 3, 1);
        passed.SelectMany(micro => micro.Samples).Should().Equal(batch.Samples);
        passed.Should().OnlyContain(micro => micro.Epoch == 3 && micro.Index == 5);
    }

    [Fact]
    public void Of_RowsOfOtherImages_IsRefused()
    {
        var accumulation = new GradientAccumulation(run, 3);

        accumulation.Invoking(a => a.Of()).Should().Throw<ArgumentException>();
        accumulation
            .Invoking(a => a.Of(ones(4, 2), ones(5, 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("Rows are of one or more tensors*");
    }

    /// <summary>Parts of a smaller micro-batch would be smaller than the others.</summary>
    [Fact]
    public void Of_ARest_IsRefusedWhereStatisticsAreSplit()
    {
        using var network = nn.Sequential(("norm", new SplitBatchNorm1d(3, 4)));

        var passed = () => new GradientAccumulation(run, 7, network).Of(ones(Images, 3));

        passed.Should().Throw<ArgumentException>().WithMessage("24 images in micro-batches of 7 leave a smaller one*");
        new GradientAccumulation(run, 6, network).Of(ones(Images, 3)).Should().HaveCount(4);
    }

    [Fact]
    public void Of_SplitStatistics_MovesThemAsOnePassDoes()
    {
        using var whole = new SplitBatchNorm1d(3, 4);
        using var added = new SplitBatchNorm1d(3, 4);
        var rows = randn(Images, 3).mul(3).add(1);
        whole.call(rows);

        var accumulation = new GradientAccumulation(run, 12, added);
        foreach (var micro in accumulation.Of(rows))
        {
            accumulation.Backward(added.call(micro[0]).square().mean());
        }

        added.running_mean!.sub(whole.running_mean!).abs().max().ToSingle().Should().BeLessThan(1e-6f);
        added.running_var!.sub(whole.running_var!).abs().max().ToSingle().Should().BeLessThan(1e-6f);
        added.num_batches_tracked!.ToInt64().Should().Be(1);
    }

    /// <summary>As with the two views of an image: what counts is a batch, whatever its micro-batches.</summary>
    [Fact]
    public void Of_ALayerThatIsPassedTwice_CountsTwoBatches()
    {
        using var network = nn.BatchNorm1d(3);
        var accumulation = new GradientAccumulation(run, 6, network);
        foreach (var micro in accumulation.Of(randn(Images, 3)))
        {
            accumulation.Backward(network.call(micro[0]).add(network.call(micro[0].neg())).square().mean());
        }

        network.num_batches_tracked!.ToInt64().Should().Be(2);
    }

    [Fact]
    public void Of_ALayerInEvaluationMode_LeavesItsStatisticsToTheBit()
    {
        using var network = nn.BatchNorm1d(64);
        network.call(randn(Images, 64));
        network.eval();
        var (mean, variance) = (network.running_mean!.clone(), network.running_var!.clone());
        var accumulation = new GradientAccumulation(run, 7, network);
        foreach (var micro in accumulation.Of(randn(Images, 64)))
        {
            accumulation.Backward(network.call(micro[0]).square().mean());
        }

        network.running_mean!.Equals(mean).Should().BeTrue();
        network.running_var!.Equals(variance).Should().BeTrue();
        network.num_batches_tracked!.ToInt64().Should().Be(1);
    }

    [Fact]
    public void Kept_AfterAllPassed_AreTheRowsInOrder()
    {
        var rows = randn(Images, 4);
        var accumulation = new GradientAccumulation(run, 10);
        foreach (var micro in accumulation.Of(rows))
        {
            using var scope = NewDisposeScope();
            accumulation.Keep(micro[0].mul(1));
        }

        accumulation.Kept().Equals(rows).Should().BeTrue();
    }

    [Fact]
    public void Loss_BeforeAllPassed_IsRefused()
    {
        var accumulation = new GradientAccumulation(run, 6);

        accumulation.Invoking(a => a.Loss).Should().Throw<InvalidOperationException>();
        accumulation.Invoking(a => a.Kept()).Should().Throw<InvalidOperationException>();
    }
}
