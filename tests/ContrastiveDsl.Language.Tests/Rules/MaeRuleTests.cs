using ContrastiveDsl.Modules;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What MAE needs of its encoder, its mask and its decoder.</summary>
public sealed class MaeRuleTests
{
    [Theory]
    [InlineData(0.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 0.")]
    [InlineData(1.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 1.")]
    [InlineData(double.NaN, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is NaN.")]
    [InlineData(75.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 75. Did you mean 0.75?")]
    [InlineData(100.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 100.")]
    [InlineData(
        0.98,
        "CDSL3031 MaskRatio must be a share that leaves some of the 49 patches visible, and not all of them; it is 0.98."
    )]
    [InlineData(0.97, null)]
    [InlineData(0.75, null)]
    [InlineData(0.01, null)]
    public void MaskRatio_LeavesSomePatchesVisible(double ratio, string? message)
    {
        var raw = Mae(("MaskRatio", ratio));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3031", "ClothesMae#0.MaskRatio");
        }
    }

    [Theory]
    [InlineData("DecoderWidth", 3, "CDSL1004 DecoderWidth must be between 4 and 4096; it is 3.")]
    [InlineData("DecoderWidth", 4097, "CDSL1004 DecoderWidth must be between 4 and 4096; it is 4097.")]
    [InlineData("DecoderDepth", 0, "CDSL1004 DecoderDepth must be between 1 and 256; it is 0.")]
    [InlineData("DecoderDepth", 257, "CDSL1004 DecoderDepth must be between 1 and 256; it is 257.")]
    [InlineData("DecoderHeads", 0, "CDSL1004 DecoderHeads must be between 1 and 4096; it is 0.")]
    [InlineData("DecoderHeads", 3, "CDSL1010 3 heads cannot split a width of 512. Use 2 or 4 heads.")]
    [InlineData("DecoderHeads", 512, null)]
    [InlineData("DecoderDepth", 1, null)]
    public void Decoder_HasSizesThatFit(string setting, int value, string? message)
    {
        var raw = Mae((setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesMae#0." + setting);
        }
    }

    /// <summary>
    /// A mistake elsewhere hides none of the decoder's, and one of its own only what follows from it.
    /// </summary>
    [Fact]
    public void Decoder_BesideOtherMistakes_IsStillJudged()
    {
        Findings
            .Ids(Mae(("DecoderHeads", 3)).With("Adam", ("LearningRate", -1.0)))
            .Should()
            .Equal("CDSL4001", "CDSL1010");
        Findings
            .Of(Mae(("DecoderDepth", 0), ("DecoderHeads", 3)))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
            .Should()
            .Equal("CDSL1004 ClothesMae#0.DecoderDepth", "CDSL1010 ClothesMae#0.DecoderHeads");
        Findings.Ids(Mae(("DecoderWidth", 30), ("DecoderHeads", 0))).Should().Equal("CDSL1004", "CDSL1011");
        Findings.Ids(Mae(("DecoderWidth", 3), ("DecoderHeads", 2))).Should().Equal("CDSL1004");
    }

    [Fact]
    public void Decoder_OfAWidthWithoutRoomForSines_IsReported()
    {
        var raw = Mae(("DecoderWidth", 30), ("DecoderHeads", 2));

        raw.ShouldReportAt("CDSL1011", "ClothesMae#0.DecoderWidth");
        Mae(("DecoderWidth", 32), ("DecoderHeads", 2)).ShouldReport(null);
    }

    [Fact]
    public void Encoder_OfConvolutions_IsReported()
    {
        var raw = Mae(("Encoder", GroupedEncoder()));

        raw.ShouldReport(
            "CDSL2054 MAE encodes some patches of an image and no others, which takes tokens: 'ClothesEncoder' is made of convolutions. Use a class with [Encoder(Backbone.VisionTransformer)]."
        );
        raw.ShouldReportAt("CDSL2054", "ClothesMae#0.Encoder", "ClothesEncoder#0");
    }

    /// <summary>A fault of the encoder alone is the encoder's.</summary>
    [Fact]
    public void Encoder_WithAFaultOfItsOwn_IsNotJudgedTwice() =>
        Mae(("Encoder", Transformer(("Heads", 3)))).ShouldReport(null);

    [Fact]
    public void Projector_OfAMethodWithoutOne_IsReportedAsUnused()
    {
        var raw = Mae(("Projector", Head()));

        raw.ShouldReportAt("CDSL0008", "ClothesMae#0.Projector");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Batch_OfFewImages_IsEnough(int batch) =>
        Mae().With("Training", ("BatchSize", batch)).ShouldReport(null);

    [Fact]
    public void Loss_OfAnotherMethod_IsReported() =>
        Mae(("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 MAE needs a loss of patches, their reconstructions and a mask, but 'ClothesLoss' is [NtXentLoss]. Name a class with [ReconstructionLoss]."
            );

    [Theory]
    [InlineData("NegativeQueue", "CDSL2002")]
    [InlineData("MomentumEncoder", "CDSL2036")]
    [InlineData("MemoryBank", "CDSL2036")]
    public void Setting_OfOtherMethods_IsReported(string word, string id) =>
        Findings.Ids(Method("Mae", Word(word))).Should().Equal(id);

    [Fact]
    public void Experiment_OfOneView_CountsPatchesAndTheDecoder()
    {
        var model = Resolve.Experiment(Mae(("DecoderWidth", 32), ("DecoderDepth", 2), ("DecoderHeads", 4)))!;
        var mae = (MaeModel)model.Method;

        model.ViewCount.Should().Be(1);
        model.NegativesPerAnchor.Should().Be(0);
        MaeModel.Patches(model.Encoder).Should().Be(49);
        mae.Visible(model.Encoder).Should().Be(12);
        MaeModel.PatchSize(model.Encoder).Should().Be(16);

        // Of a block: two norms, attention, a perceptron of four times the width.
        const long Block = 128 + 4096 + 128 + 8192 + 128 + 32;
        mae.Networks(model)
            .Should()
            .Equal(
                new NetworkFacts(
                    "decoder",
                    "2 blocks of width 32, 4 heads",
                    "[N, 49, 16]",
                    32 + (65 * 32) + (2 * Block) + 64 + (33 * 16)
                )
                {
                    Multiplies = true,
                }
            );
        mae.Describe(model, count => Text.Of(count))
            .Should()
            .Equal(
                (
                    "Masking",
                    "12 of 49 patches visible, other ones of each image in each epoch: the encoder's blocks take 13 tokens in place of 50, 24 % of the multiplications"
                )
            );
    }

    /// <summary>What is described, what generated code computes and what the library says are one number.</summary>
    [Fact]
    public void Visible_OfEveryRatio_IsTheLibrarys()
    {
        foreach (var ratio in Enumerable.Range(1, 99).Select(percent => percent / 100.0))
        {
            var model = Resolve.Experiment(Mae(("MaskRatio", ratio)))!;

            ((MaeModel)model.Method).Visible(model.Encoder).Should().Be(PatchMask.VisibleOf(49, ratio), $"{ratio}");
        }
    }

    /// <summary>Registers pass the blocks beside the token of the class, masked or not.</summary>
    [Fact]
    public void Masking_WithRegisters_CountsTheirTokens()
    {
        var encoder = Transformer().With("VisionTransformer", ("Registers", 4));
        var model = Resolve.Experiment(Mae(("Encoder", encoder)))!;

        model
            .Method.Describe(model, count => Text.Of(count))
            .Single()
            .Value.Should()
            .Contain("the encoder's blocks take 17 tokens in place of 54, ");
    }

    private static RawClass Mae(params (string Name, object Value)[] arguments) => Method("Mae").With("Mae", arguments);
}
