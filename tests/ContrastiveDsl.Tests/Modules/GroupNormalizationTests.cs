using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class GroupNormalizationTests
{
    [Fact]
    public void Constructor_InSoiledMemory_StartsWithScaleOneAndShiftZero()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 20; i++)
        {
            Soil(256);
            using var layer = new GroupNormalization(4, 256);

            layer.Weight!.ShouldEqual(ones(256));
            layer.Bias!.ShouldEqual(zeros(256));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Vectors_OfAnyGroups_AreNormalizedScaledAndShifted(int groups)
    {
        using var scope = NewDisposeScope();
        using var layer = Scaled(groups);
        var input = Numbers.Random(1, 5, 8);

        var grouped = input.view(5, groups, -1);
        var expected = Standardize(grouped, 2).view(5, 8).mul(layer.Weight!).add(layer.Bias!);
        layer.call(input).ShouldEqual(expected, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Maps_OfAnyGroups_AreNormalizedOverPixelsToo(int groups)
    {
        using var scope = NewDisposeScope();
        using var layer = Scaled(groups);
        var input = Numbers.Random(1, 3, 8, 4, 5);

        var normalized = Standardize(input.reshape(3, groups, -1), 2).view(3, 8, 4, 5);
        var expected = normalized.mul(layer.Weight!.view(8, 1, 1)).add(layer.Bias!.view(8, 1, 1));
        layer.call(input).ShouldEqual(expected, 1e-5);
        layer.call(input.ChannelsLast()).ShouldEqual(expected, 1e-5);
    }

    [Fact]
    public void Parameters_OfAffineLayer_HaveTorchsKeysAndLearn()
    {
        using var scope = NewDisposeScope();
        using var layer = new GroupNormalization(2, 8);
        using var plain = new GroupNormalization(2, 8, affine: false);

        layer.call(Numbers.Random(1, 5, 8)).square().sum().backward();

        layer.state_dict().Keys.Should().Equal("weight", "bias");
        layer.Weight!.grad!.abs().sum().ToSingle().Should().BeGreaterThan(0);
        plain.state_dict().Should().BeEmpty();
        plain.call(Numbers.Random(1, 5, 8)).shape.Should().Equal(5, 8);
    }

    [Fact]
    public void Type_Changed_ChangesParameters()
    {
        using var scope = NewDisposeScope();
        using var layer = new GroupNormalization(2, 8);

        layer.to(ScalarType.Float64);

        layer.call(zeros(2, 8, dtype: ScalarType.Float64)).dtype.Should().Be(ScalarType.Float64);
    }

    [Theory]
    [InlineData(new long[] { 5, 7 }, "*takes [N, 8] or [N, 8, H, W], but got [5, 7]*")]
    [InlineData(new long[] { 8 }, "*takes [N, 8] or [N, 8, H, W], but got [8]*")]
    [InlineData(new long[] { 5, 8, 2 }, "*takes [N, 8] or [N, 8, H, W], but got [5, 8, 2]*")]
    public void Forward_WrongShape_SaysWhatIsMeant(long[] shape, string message)
    {
        using var scope = NewDisposeScope();
        using var layer = new GroupNormalization(2, 8);

        var act = () => layer.call(zeros(shape));

        act.Should().Throw<ArgumentException>().WithMessage(message);
    }

    /// <summary>Frees memory full of NaN, in which the next tensors of that size lie.</summary>
    private static void Soil(int size)
    {
        var soiled = Enumerable.Range(0, 16).Select(_ => full(size, float.NaN)).ToArray();
        foreach (var tensor in soiled)
        {
            tensor.Dispose();
        }
    }

    private static GroupNormalization Scaled(int groups)
    {
        var layer = new GroupNormalization(groups, 8);
        using var noGrad = no_grad();
        layer.Weight!.copy_(Numbers.Random(2, 8));
        layer.Bias!.copy_(Numbers.Random(3, 8));
        return layer;
    }

    private static Tensor Standardize(Tensor x, long dimension)
    {
        var centered = x.sub(x.mean([dimension], keepdim: true));
        return centered.div(centered.square().mean([dimension], keepdim: true).add(1e-5).sqrt());
    }
}
