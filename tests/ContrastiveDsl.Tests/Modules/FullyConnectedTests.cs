using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>The library's layers of vectors are Torch's, but for the types that they take.</summary>
public sealed class FullyConnectedTests : ScopedTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FullyConnected_OfASeed_IsTorchsLinear(bool hasBias)
    {
        manual_seed(4);
        using var expected = nn.Linear(7, 5, hasBias);
        manual_seed(4);
        using var layer = new FullyConnected(7, 5, hasBias);
        var input = randn(3, 7);

        layer.state_dict().Keys.Should().Equal(expected.state_dict().Keys);
        foreach (var (key, value) in expected.state_dict())
        {
            layer.state_dict()[key].Equals(value).Should().BeTrue(key);
        }

        layer.call(input).Equals(expected.call(input)).Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LayerNormalization_OfVectors_IsTorchsLayerNorm(bool affine)
    {
        using var expected = nn.LayerNorm(7, eps: 1e-6, elementwise_affine: affine);
        using var layer = new LayerNormalization(7, eps: 1e-6, affine: affine);
        var input = randn(3, 2, 7);

        layer.state_dict().Keys.Should().Equal(expected.state_dict().Keys);
        layer.call(input).Equals(expected.call(input)).Should().BeTrue();
    }

    [Fact]
    public void LayerNormalization_OfBFloat16_HasStatisticsOfFloat32()
    {
        using var layer = new LayerNormalization(64);
        var input = randn(8, 64).add(100).to(ScalarType.BFloat16);

        var output = layer.call(input);

        output.dtype.Should().Be(ScalarType.BFloat16);
        output.Equals(layer.call(input.to(ScalarType.Float32)).to(ScalarType.BFloat16)).Should().BeTrue();
    }

    [Fact]
    public void Sizes_BelowOne_AreRefused()
    {
        FluentActions.Invoking(() => new FullyConnected(0, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new FullyConnected(1, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new LayerNormalization(0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
