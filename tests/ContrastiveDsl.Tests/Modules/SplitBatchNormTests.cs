using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class SplitBatchNormTests
{
    private const int Splits = 4;

    public static TheoryData<long[]> Shapes => new() { new long[] { 12, 3, 5, 4 }, new long[] { 12, 3 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Training_OfABatch_NormalizesEachPartAloneAndAveragesTheirStatistics(long[] shape)
    {
        using var scope = NewDisposeScope();
        var split = Create(shape);
        SetScale(split);
        var input = Input(shape);
        var weight = Numbers.Random(7, shape);

        var output = split.call(input);
        output.mul(weight).sum().backward();

        var (expected, gradient, means, variances) = PartByPart(input, weight);
        output.ShouldEqual(expected, 1e-6);
        input.grad!.ShouldEqual(gradient, 1e-5);
        split.running_mean!.ShouldEqual(means, 1e-6);
        split.running_var!.ShouldEqual(variances, 1e-6);
        split.num_batches_tracked!.item<long>().Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Training_OfPartsThatDiffer_IsNotOrdinaryBatchNorm(long[] shape)
    {
        using var scope = NewDisposeScope();
        var input = Input(shape);

        var whole = shape.Length == 2 ? nn.BatchNorm1d(3).call(input) : nn.BatchNorm2d(3).call(input);

        Create(shape).call(input).sub(whole).abs().max().item<float>().Should().BeGreaterThan(0.1f);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Evaluation_OfAnyBatch_IsOrdinaryBatchNorm(long[] shape)
    {
        using var scope = NewDisposeScope();
        var split = Create(shape);
        split.call(Input(shape));
        split.eval();
        BatchNorm whole = shape.Length == 2 ? nn.BatchNorm1d(3) : nn.BatchNorm2d(3);
        whole.load_state_dict(split.state_dict());
        whole.eval();
        // Seven, which do not split.
        var input = Input(shape).narrow(0, 0, 7);

        split.call(input).ShouldEqual(whole.call(input));
        split.num_batches_tracked!.item<long>().Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void StateDict_Keys_AreThoseOfBatchNorm(long[] shape)
    {
        BatchNorm whole = shape.Length == 2 ? nn.BatchNorm1d(3) : nn.BatchNorm2d(3);

        Create(shape).state_dict().Keys.Should().Equal(whole.state_dict().Keys);
        Create(shape, affine: false)
            .state_dict()
            .Keys.Should()
            .Equal("running_mean", "running_var", "num_batches_tracked");
    }

    [Fact]
    public void Training_OneSplit_IsOrdinaryBatchNorm()
    {
        using var scope = NewDisposeScope();
        var (split, whole) = (new SplitBatchNorm2d(3, 1), nn.BatchNorm2d(3));
        var input = Input([12, 3, 5, 4]);

        var (output, expected) = (split.call(input), whole.call(input));
        output.ShouldEqual(expected);
        output.mul(Numbers.Random(7, 12, 3, 5, 4)).sum().backward();
        var gradient = input.grad!.clone();
        input.grad!.zero_();
        expected.mul(Numbers.Random(7, 12, 3, 5, 4)).sum().backward();
        gradient.ShouldEqual(input.grad!);
        split.running_mean!.ShouldEqual(whole.running_mean!);
        split.running_var!.ShouldEqual(whole.running_var!);
    }

    [Fact]
    public void Training_ChannelsLastMaps_StayChannelsLast()
    {
        using var scope = NewDisposeScope();
        var input = Input([12, 3, 5, 4]);

        var output = new SplitBatchNorm2d(3, Splits).call(input.ChannelsLast());

        output.stride().Should().Equal(60, 1, 12, 3);
        output.ShouldEqual(new SplitBatchNorm2d(3, Splits).call(input), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Training_BatchThatSplitsUnevenly_SaysSo(long[] shape)
    {
        using var scope = NewDisposeScope();
        var act = () => Create(shape).call(Input(shape).narrow(0, 0, 10));

        act.Should()
            .Throw<ArgumentException>()
            .WithMessage("A batch of 10 cannot be split into 4 equal parts*multiple of 4*");
    }

    [Fact]
    public void Constructor_NoSplits_IsRefused()
    {
        ((Action)(() => new SplitBatchNorm2d(3, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("splits");
    }

    [Fact]
    public void Input_OfTheWrongRank_IsRefused()
    {
        using var scope = NewDisposeScope();

        ((Action)(() => new SplitBatchNorm2d(3, 2).call(zeros(4, 3))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, C, H, W]*2 dimensions*");
        ((Action)(() => new SplitBatchNorm1d(3, 2).call(zeros(4, 3, 2, 2))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, D]*4 dimensions*");
    }

    [Fact]
    public void Forward_InTraining_LeavesNoTensorsBehind()
    {
        using var scope = NewDisposeScope();
        var split = new SplitBatchNorm2d(3, Splits);
        var input = Input([12, 3, 5, 4]);
        var alive = scope.DisposablesCount;

        split.call(input);

        scope.DisposablesCount.Should().Be(alive + 1);
    }

    [Fact]
    public void Parameters_OfAnOptimizer_CountAsNorms()
    {
        using var network = nn.Sequential(("norm", new SplitBatchNorm2d(3, 2)));
        using var set = new ParameterSet(network);

        set.Weights.IsEmpty.Should().BeTrue();
        set.BiasAndNorm.Layout.Should().HaveCount(2);
    }

    [Fact]
    public void Statistics_Estimated_ReplaceTheRunningOnes()
    {
        using var scope = NewDisposeScope();
        var split = new SplitBatchNorm1d(3, Splits);
        var input = Input([12, 3]);

        BatchNormStatistics.Estimate(nn.Sequential(("norm", split)), [input]);

        split.running_mean!.ShouldEqual(input.mean(new long[] { 0 }), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Splits)]
    public void Blocks_WithSplits_HaveSplitNormsEverywhere(int splits)
    {
        using var basic = new BasicBlock(4, 8, stride: 2, splits: splits, zeroInitResidual: true);
        using var bottleneck = new Bottleneck(4, 8, splits: splits, zeroInitResidual: true);

        var norms = basic.modules().Concat(bottleneck.modules()).OfType<BatchNorm>().ToArray();
        norms.Should().HaveCount(7).And.OnlyContain(norm => norm is SplitBatchNorm2d == (splits > 1));
        norms.OfType<SplitBatchNorm>().Select(norm => norm.Splits).Should().AllBeEquivalentTo(splits);
        basic.state_dict().Keys.Should().Equal(new BasicBlock(4, 8, stride: 2).state_dict().Keys);
        bottleneck.state_dict().Keys.Should().Equal(new Bottleneck(4, 8).state_dict().Keys);
    }

    private static SplitBatchNorm Create(long[] shape, bool affine = true) =>
        shape.Length == 2
            ? new SplitBatchNorm1d(3, Splits, momentum: 0.3, affine: affine)
            : new SplitBatchNorm2d(3, Splits, momentum: 0.3, affine: affine);

    /// <summary>Images of which each part is brighter than the one before.</summary>
    private static Tensor Input(long[] shape)
    {
        var brightness = arange(shape[0]).to(ScalarType.Float32).reshape([shape[0], .. shape.Skip(1).Select(_ => 1L)]);
        return Numbers.Random(3, shape).add(brightness).requires_grad_();
    }

    private static void SetScale(BatchNorm norm)
    {
        using var noGrad = no_grad();
        norm.weight.copy_(Numbers.Floats([0.5, 1, 2]));
        norm.bias!.copy_(Numbers.Floats([-1, 0, 3]));
    }

    /// <summary>What ordinary batch normalizations, one for each part, make of a batch.</summary>
    private static (Tensor Output, Tensor Gradient, Tensor Means, Tensor Variances) PartByPart(
        Tensor input,
        Tensor weight
    )
    {
        var copy = input.detach().clone().requires_grad_();
        var (outputs, means, variances) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        foreach (var part in copy.chunk(Splits, 0))
        {
            BatchNorm norm = input.dim() == 2 ? nn.BatchNorm1d(3, momentum: 0.3) : nn.BatchNorm2d(3, momentum: 0.3);
            SetScale(norm);
            outputs.Add(norm.call(part));
            means.Add(norm.running_mean!.clone());
            variances.Add(norm.running_var!.clone());
        }

        var output = cat(outputs, 0);
        output.mul(weight).sum().backward();
        return (output, copy.grad!, stack(means).mean(new long[] { 0 }), stack(variances).mean(new long[] { 0 }));
    }
}
