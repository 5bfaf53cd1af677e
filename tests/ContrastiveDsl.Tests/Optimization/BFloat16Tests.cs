using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Optimization;

/// <summary>Networks that multiply with bfloat16 copies of their float32 weights.</summary>
public sealed class BFloat16Tests : ScopedTests
{
    // bfloat16 keeps 8 bits, so that each rounding is off by 2^-9 at most, of which a deep network makes many.
    private const double Rounding = 1.0 / 512;

    // Where rounding turns a value's sign, a ReLU lets a whole gradient through or none: so many of all, by the square
    // root of what activations are off by.
    private static readonly double Kinks = Math.Sqrt(8 * Rounding);

    public static TheoryData<string> Networks => new(Made.Keys);

    private static Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, long[] Shape)> Made { get; } =
        new(StringComparer.Ordinal)
        {
            ["fully connected"] = (() => new FullyConnected(24, 16), [6, 24]),
            ["1×1"] = (() => new Convolution2d(16, 24, kernel: 1, stride: 2), [4, 16, 8, 8]),
            ["3×3"] = (() => new Convolution2d(16, 32, kernel: 3, padding: 1), [4, 16, 8, 8]),
            ["few channels"] = (() => new Convolution2d(3, 16, kernel: 3, padding: 1), [4, 3, 8, 8]),
            ["odd channels"] = (() => new Convolution2d(15, 17, kernel: 3), [4, 15, 8, 8]),
            ["basic block"] = (() => new BasicBlock(16, 32, stride: 2), [8, 16, 8, 8]),
            ["bottleneck"] = (() => new Bottleneck(16, 64, norm: Norm.Group, groups: 4), [4, 16, 8, 8]),
            ["split"] = (() => new BasicBlock(16, 16, splits: 2), [8, 16, 8, 8]),
            ["transformer"] = (() => new TransformerBlock(32, 4, 64), [4, 9, 32]),
            ["depthwise"] = (() => new DepthwiseConvolution2d(16, kernel: 7), [4, 16, 8, 8]),
            ["channel norm"] = (
                () => nn.Sequential(new Convolution2d(16, 16, kernel: 1), new ChannelNormalization(16)),
                [4, 16, 8, 8]
            ),
            ["convnext"] = (Scaled, [4, 16, 8, 8]),
            ["masked context"] = (() => new MaskedContext(16, 2), [3, 4, 4, 16]),
        };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_InBFloat16_IsThatOfFloat32ButForRounding(string name)
    {
        using var network = Create(name, out var input);
        using var set = new ParameterSet(network);
        var exact = network.call(input);
        using var computes = set.InBFloat16();

        var rounded = network.call(input);

        Distance(rounded, exact).Should().BeGreaterThan(0).And.BeLessThan(8 * Rounding);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backward_InBFloat16_ReachesEveryParameterInFloat32(string name)
    {
        using var network = Create(name, out var input);
        using var set = new ParameterSet(network);
        var before = set.Weights.Flat.clone();
        var slope = randn_like(network.call(input));
        var exact = Gradients(network, set, input, slope);
        using var computes = set.InBFloat16();

        var rounded = Gradients(network, set, input, slope);

        foreach (var (key, gradient) in rounded)
        {
            gradient.dtype.Should().Be(ScalarType.Float32, key);
            Distance(gradient, exact[key]).Should().BeLessThan(Kinks, key);
        }

        set.Weights.Flat.Equals(before).Should().BeTrue("the weights themselves are left alone");
        network.parameters().Should().OnlyContain(parameter => parameter.dtype == ScalarType.Float32);
    }

    /// <summary>The type of a convolution's weights is that of its maps; few channels are float32 inside.</summary>
    [Fact]
    public void Forward_FewChannels_RoundsItsOutputAlone()
    {
        using var network = Create("few channels", out var input);
        using var set = new ParameterSet(network);
        var exact = network.call(input);
        using var computes = set.InBFloat16();

        var rounded = network.call(input);

        rounded.dtype.Should().Be(ScalarType.BFloat16);
        rounded.Equals(exact.to(ScalarType.BFloat16)).Should().BeTrue();
    }

    [Fact]
    public void Gradients_OfTwoBackwardPasses_AddUpInFloat32()
    {
        using var network = Create("basic block", out var input);
        using var set = new ParameterSet(network);
        network.eval();
        var slope = randn_like(network.call(input));
        var once = Gradients(network, set, input, slope, inBFloat16: true);
        set.ZeroGradients();
        foreach (var repeat in new[] { 1, 2, 3 })
        {
            using var computes = set.InBFloat16();
            (network.call(input) * slope).sum().backward();
        }

        foreach (var (key, parameter) in network.named_parameters())
        {
            // Three times a bfloat16 is none in general; of a sum in float32 nothing is lost.
            Distance(parameter.grad!, once[key] * 3).Should().BeLessThan(1e-6, key);
        }
    }

    /// <summary>As the two views of BYOL do, which pass one after the other.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_OfTwoBatchesInOneStep_MeetInFloat32(string name)
    {
        using var network = Create(name, out var first);
        using var set = new ParameterSet(network);
        network.eval();
        var second = randn_like(first);
        var slope = randn_like(network.call(first));
        var alone = new[] { first, second }
            .Select(input => Gradients(network, set, input, slope, inBFloat16: true))
            .ToArray();
        set.ZeroGradients();
        using var computes = set.InBFloat16();

        var (one, two) = (network.call(first), network.call(second));
        ((one.to(ScalarType.Float32) + two.to(ScalarType.Float32)) * slope).sum().backward();

        foreach (var (key, parameter) in network.named_parameters())
        {
            Distance(parameter.grad!, alone[0][key] + alone[1][key]).Should().BeLessThan(1e-6, key);
        }
    }

    /// <summary>What is only looked at needs no copies of its own.</summary>
    [Fact]
    public void Passes_WithoutGradients_ShareTheFirstCopies()
    {
        using var network = new FullyConnected(24, 16);
        using var set = new ParameterSet(network);
        using var computes = Without(set.InBFloat16);
        var weight = (TorchSharp.Modules.Parameter)
            network.named_parameters().Single(found => found.name == "weight").parameter;
        using (no_grad())
        {
            ComputeWeights.Of(weight).Should().BeSameAs(ComputeWeights.Of(weight));
        }

        var (one, two) = (ComputeWeights.Of(weight), ComputeWeights.Of(weight));

        two.Should().NotBeSameAs(one);
        two.Equals(one).Should().BeTrue();
        one.requires_grad.Should().BeTrue("wherever copies are made, a pass that learns has its gradients");

        static IDisposable Without(Func<IDisposable> make)
        {
            using var noGrad = no_grad();
            return make();
        }
    }

    [Fact]
    public void Disposed_Copies_LeaveTheLayersAsTheyWere()
    {
        using var network = Create("basic block", out var input);
        using var set = new ParameterSet(network);
        network.eval();
        var exact = network.call(input);
        set.InBFloat16().Dispose();

        network.call(input).Equals(exact).Should().BeTrue();
    }

    [Fact]
    public void Copies_OnAnotherThread_AreNotUsed()
    {
        using var network = Create("fully connected", out var input);
        using var set = new ParameterSet(network);
        using var computes = set.InBFloat16();
        var type = ScalarType.BFloat16;
        var thread = new Thread(() =>
        {
            using var scope = NewDisposeScope();
            type = network.call(input).dtype;
        });
        thread.Start();
        thread.Join();

        type.Should().Be(ScalarType.Float32);
        network.call(input).dtype.Should().Be(ScalarType.BFloat16);
    }

    [Fact]
    public void InBFloat16_OfATarget_HasNoGradient()
    {
        using var network = Create("basic block", out var input);
        using var follower = Create("basic block", out _);
        using var set = new ParameterSet(network);
        using var target = ParameterSet.ForTarget(set, follower);
        using var computes = target.InBFloat16();

        var output = follower.call(input);

        output.dtype.Should().Be(ScalarType.BFloat16);
        output.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void InBFloat16_Twice_IsRefused()
    {
        using var network = Create("fully connected", out _);
        using var set = new ParameterSet(network);
        using var computes = set.InBFloat16();

        var twice = () => set.InBFloat16();

        twice.Should().Throw<InvalidOperationException>().WithMessage("*compute with copies already*");
    }

    [Fact]
    public void InBFloat16_OfFloat64_IsRefused()
    {
        using var network = Create("fully connected", out _);
        network.to(ScalarType.Float64);
        using var set = new ParameterSet(network);

        var narrowed = () => set.InBFloat16();

        narrowed
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("Only parameters of float32 can compute in bfloat16, and these are Float64.");
    }

    [Fact]
    public void Maps_OfATypeThatNoWeightsHave_AreRefused()
    {
        using var network = Create("3×3", out var input);

        var mixed = () => network.call(input.to(ScalarType.BFloat16));

        mixed.Should().Throw<ArgumentException>().WithMessage("*The maps are BFloat16*");
    }

    /// <summary>A block whose branch weighs as much as its shortcut, and not nothing as at first.</summary>
    private static ConvNeXtBlock Scaled()
    {
        var block = new ConvNeXtBlock(16);
        using var noGrad = no_grad();
        block.LayerScale.fill_(1);
        foreach (var weight in block.parameters().Where(parameter => parameter.dim() is 2 or 4))
        {
            weight.mul_(10);
        }

        return block;
    }

    private static nn.Module<Tensor, Tensor> Create(string name, out Tensor input)
    {
        manual_seed(3);
        var (make, shape) = Made[name];
        var network = make();
        input = randn(shape);
        return network;
    }

    private static Dictionary<string, Tensor> Gradients(
        nn.Module<Tensor, Tensor> network,
        ParameterSet set,
        Tensor input,
        Tensor slope,
        bool inBFloat16 = false
    )
    {
        using var computes = inBFloat16 ? set.InBFloat16() : null;
        set.ZeroGradients();
        (network.call(input).to(ScalarType.Float32) * slope).sum().backward();
        return network.named_parameters().ToDictionary(found => found.name, found => found.parameter.grad!.clone());
    }

    /// <summary>How far apart two tensors are, for the length of the second.</summary>
    private static double Distance(Tensor first, Tensor second) =>
        (
            (first.to(ScalarType.Float64) - second.to(ScalarType.Float64)).norm() / second.to(ScalarType.Float64).norm()
        ).ToDouble();
}
