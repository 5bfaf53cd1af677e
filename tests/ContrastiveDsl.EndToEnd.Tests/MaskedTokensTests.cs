using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>What a transformer makes of images some of whose patches another token stands for.</summary>
public sealed class MaskedTokensTests
{
    private const int Patch = 7;
    private const int Along = 4;

    /// <summary>
    /// A patch of zeros has the bias of the embedding as its token: with that in place of masked patches, tokens are
    /// those of images whose masked pixels are zeros, and that of the class is what the encoder returns.
    /// </summary>
    [Fact]
    public void ForwardMasked_WithTheTokenOfZeros_IsForwardOfImagesWithZeros()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = Encoder();
        var (images, mask) = (rand(3, 1, Patch * Along, Patch * Along), Mask());
        var ofZeros = encoder.get_parameter("conv_proj.bias")!.view(1, 1, -1);

        var tokens = encoder.ForwardMasked(images, mask, ofZeros);

        var expected = encoder.call(images * (1 - Pixels(mask)));
        (tokens.select(1, 0) - expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (encoder.call(images) - expected).abs().max().item<float>().Should().BeGreaterThan(1e-3f);
    }

    [Fact]
    public void ForwardMasked_OfOtherMaskedPixels_IsTheSame()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = Encoder();
        var (images, mask, token) = (rand(3, 1, Patch * Along, Patch * Along), Mask(), randn(1, 1, 16));

        var tokens = encoder.ForwardMasked(images, mask, token);

        tokens.shape.Should().Equal(3, 1 + (Along * Along), 16);
        encoder.ForwardMasked(images + (9 * Pixels(mask)), mask, token).Equals(tokens).Should().BeTrue();
        encoder.ForwardMasked(images + (9 * (1 - Pixels(mask))), mask, token).Equals(tokens).Should().BeFalse();
        encoder.ForwardMasked(images, mask, token + 1).Equals(tokens).Should().BeFalse();
    }

    private static TinyRegisterTransformer Encoder()
    {
        manual_seed(3);
        var encoder = new TinyRegisterTransformer();
        encoder.eval();
        using var noGrad = no_grad();
        encoder.get_parameter("conv_proj.bias")!.normal_();
        return encoder;
    }

    /// <summary>Blocks of 2×2 patches, two of four visible in each image.</summary>
    private static PatchMask Mask() => PatchMask.Of(rand(3, 4), visible: 2).Split(2);

    /// <summary>1 for the pixels of masked patches, [N, 1, H, W].</summary>
    private static Tensor Pixels(PatchMask mask) =>
        mask
            .Removed.view(3, 1, Along, Along)
            .to(ScalarType.Float32)
            .repeat_interleave(Patch, dim: 2)
            .repeat_interleave(Patch, dim: 3);
}
