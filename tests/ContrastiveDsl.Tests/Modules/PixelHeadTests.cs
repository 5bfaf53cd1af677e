using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class PixelHeadTests : ScopedTests
{
    /// <summary>Each patch has the linear layer's output of its own token; the class token has none.</summary>
    [Fact]
    public void Forward_OfTokens_PredictsThePixelsOfEachPatchFromItsToken()
    {
        using var noGrad = no_grad();
        using var head = new PixelHead(6, 5);
        var tokens = Numbers.Random(2, 3, 1 + 4, 6);
        var weights = head.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);

        var pixels = head.call(tokens);

        pixels.shape.Should().Equal(3, 4, 5);
        pixels[2, 3].ShouldEqual(weights["decoder.weight"].mv(tokens[2, 4]).add(weights["decoder.bias"]), 1e-6);
    }

    [Fact]
    public void State_HasTheTokenAndTheLayer()
    {
        using var head = new PixelHead(6, 5);

        head.state_dict().Keys.Should().BeEquivalentTo(["mask_token", "decoder.weight", "decoder.bias"]);
        head.MaskToken.shape.Should().Equal(1, 1, 6);
    }

    [Fact]
    public void MaskToken_AtFirst_IsNormalWithASmallDeviation()
    {
        manual_seed(1);
        using var head = new PixelHead(4096, 1);

        var token = head.MaskToken.detach();

        // The deviation of the mean of 4,096 draws is 0.0003, that of their deviation 0.0002.
        token.mean().item<float>().Should().BeApproximately(0, 1.5e-3f);
        token.std().item<float>().Should().BeApproximately(0.02f, 1e-3f);
    }

    [Theory]
    [InlineData(new long[] { 3, 6 })]
    [InlineData(new long[] { 3, 1, 6 })]
    public void Forward_OfNoPatches_IsRefused(long[] shape)
    {
        using var head = new PixelHead(6, 5);

        head.Invoking(network => network.call(zeros(shape)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, 1 + L, D]*");
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 0)]
    public void Constructor_OfImpossibleSizes_IsRefused(int inputs, int outputs) =>
        ((Action)(() => new PixelHead(inputs, outputs))).Should().Throw<ArgumentOutOfRangeException>();
}
