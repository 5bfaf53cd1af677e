using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class MaskedDecoderTests : ScopedTests
{
    [Fact]
    public void Forward_OfVisibleTokens_PaintsEveryPatch()
    {
        using var decoder = new MaskedDecoder(16, inputSize: 6, outputSize: 5, width: 8, depth: 2, heads: 2);
        var mask = PatchMask.Of(Numbers.Random(1, 3, 16), 4);

        decoder.call(Numbers.Random(2, 3, 5, 6), mask).shape.Should().Equal(3, 16, 5);
    }

    /// <summary>Tokens are put back by the mask: their order among the visible ones does not matter.</summary>
    [Fact]
    public void Forward_OfTheSamePatchesInAnotherOrder_PaintsTheSame()
    {
        using var noGrad = no_grad();
        using var decoder = new MaskedDecoder(9, inputSize: 6, outputSize: 5, width: 8, depth: 1, heads: 2);
        var tokens = Numbers.Random(2, 1, 4, 6);

        // Patches 4, 0 and 7, then 7, 4 and 0.
        var first = PatchMask.Of(Noise(9, 4, 0, 7), 3);
        var second = PatchMask.Of(Noise(9, 7, 4, 0), 3);
        var reordered = tokens.index_select(1, Numbers.Longs([0, 3, 1, 2]));

        decoder.call(reordered, second).ShouldEqual(decoder.call(tokens, first), 1e-6);
    }

    [Fact]
    public void Forward_GradientsOfAllWeights_AreThere()
    {
        using var decoder = new MaskedDecoder(9, inputSize: 6, outputSize: 5, width: 8, depth: 2, heads: 2);

        decoder.call(Numbers.Random(2, 2, 4, 6), PatchMask.Of(Numbers.Random(1, 2, 9), 3)).square().sum().backward();

        var fixedOnes = decoder
            .named_parameters()
            .Where(entry => !entry.parameter.requires_grad)
            .Select(entry => entry.name);
        fixedOnes.Should().Equal("decoder_pos_embed");
        decoder
            .named_parameters()
            .Where(entry => entry.parameter.requires_grad)
            .Should()
            .OnlyContain(entry => entry.parameter.grad!.abs().sum().item<float>() > 0);
    }

    [Theory]
    [InlineData(8, 8, 2, "*square number*")]
    [InlineData(9, 6, 2, "*multiple of 4*")]
    [InlineData(9, 8, 3, "*3 heads cannot split a width of 8*")]
    public void Constructor_OfSizesThatDoNotFit_IsRefused(int patches, int width, int heads, string message)
    {
        var act = () => new MaskedDecoder(patches, 6, 5, width, 1, heads);

        act.Should().Throw<ArgumentException>().WithMessage(message);
    }

    /// <summary>The least noise at these places, in this order.</summary>
    private static Tensor Noise(int count, params int[] places)
    {
        var noise = Enumerable.Range(0, count).Select(place => 1.0 + place).ToArray();
        for (var rank = 0; rank < places.Length; rank++)
        {
            noise[places[rank]] = 0.1 * rank;
        }

        return Numbers.Floats(noise, 1, count);
    }
}
