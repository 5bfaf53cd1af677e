using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What SimMIM needs of its encoder and its mask.</summary>
public sealed class SimMimRuleTests
{
    [Theory]
    [InlineData(0.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 0.")]
    [InlineData(1.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 1.")]
    [InlineData(double.NaN, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is NaN.")]
    [InlineData(60.0, "CDSL3031 MaskRatio must be greater than 0 and below 1; it is 60. Did you mean 0.6?")]
    [InlineData(
        0.98,
        "CDSL3031 MaskRatio must be a share that leaves some of the 49 patches visible, and not all of them; it is 0.98."
    )]
    [InlineData(0.97, null)]
    [InlineData(0.6, null)]
    [InlineData(0.01, null)]
    public void MaskRatio_LeavesSomePatchesVisible(double ratio, string? message)
    {
        var raw = SimMim(("MaskRatio", ratio));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3031", "ClothesSimMim#0.MaskRatio");
        }
    }

    [Theory]
    [InlineData(-1, "CDSL1004 MaskSize must be between 0 and 4096; it is -1.")]
    [InlineData(4097, "CDSL1004 MaskSize must be between 0 and 4096; it is 4097.")]
    [InlineData(
        7,
        "CDSL3031 MaskSize must be a multiple of the 4 pixels of a patch that divides the 28 pixels of the images in two or more; it is 7."
    )]
    [InlineData(
        8,
        "CDSL3031 MaskSize must be a multiple of the 4 pixels of a patch that divides the 28 pixels of the images in two or more; it is 8."
    )]
    [InlineData(
        56,
        "CDSL3031 MaskSize must be a multiple of the 4 pixels of a patch that divides the 28 pixels of the images in two or more; it is 56."
    )]
    [InlineData(
        28,
        "CDSL3031 MaskSize must be a multiple of the 4 pixels of a patch that divides the 28 pixels of the images in two or more; it is 28."
    )]
    [InlineData(0, null)]
    [InlineData(4, null)]
    public void MaskSize_IsMadeOfPatchesAndMakesTheImage(int size, string? message)
    {
        var raw = SimMim(("MaskSize", size));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesSimMim#0.MaskSize");
        }
    }

    [Theory]
    [InlineData(
        0.76,
        "CDSL3031 MaskRatio must be a share that leaves some of the 4 blocks visible, and not all of them; it is 0.76."
    )]
    [InlineData(0.75, null)]
    public void MaskRatio_OfLargeBlocks_LeavesSomeOfTheseVisible(double ratio, string? message) =>
        SimMim(("Encoder", Transformer(("Patch", 7))), ("MaskSize", 14), ("MaskRatio", ratio)).ShouldReport(message);

    /// <summary>A mistake hides none of another setting, and one of its own only what follows from it.</summary>
    [Fact]
    public void Mask_BesideOtherMistakes_IsStillJudged()
    {
        Findings.Ids(SimMim(("MaskSize", 5), ("MaskRatio", 0.99))).Should().Equal("CDSL3031");
        Findings.Ids(SimMim(("MaskSize", 5), ("MaskRatio", 2.0))).Should().Equal("CDSL3031", "CDSL3031");
        Findings
            .Ids(SimMim(("MaskRatio", 2.0)).With("Adam", ("LearningRate", -1.0)))
            .Should()
            .Equal("CDSL4001", "CDSL3031");
        Findings.Ids(SimMim(("Encoder", GroupedEncoder()), ("MaskSize", -1))).Should().Equal("CDSL1004", "CDSL2054");
    }

    [Fact]
    public void Encoder_OfConvolutions_IsReported()
    {
        var raw = SimMim(("Encoder", GroupedEncoder()));

        raw.ShouldReport(
            "CDSL2054 SimMIM puts a token of its own in place of each masked patch, which takes tokens: 'ClothesEncoder' is made of convolutions. Use a class with [Encoder(Backbone.VisionTransformer)]."
        );
        raw.ShouldReportAt("CDSL2054", "ClothesSimMim#0.Encoder", "ClothesEncoder#0");
    }

    /// <summary>A fault of the encoder alone is the encoder's.</summary>
    [Fact]
    public void Encoder_WithAFaultOfItsOwn_IsNotJudgedTwice() =>
        SimMim(("Encoder", Transformer(("Heads", 3))), ("MaskSize", 8)).ShouldReport(null);

    [Fact]
    public void Projector_OfAMethodWithoutOne_IsReportedAsUnused() =>
        SimMim(("Projector", Head())).ShouldReportAt("CDSL0008", "ClothesSimMim#0.Projector");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Batch_OfFewImages_IsEnough(int batch) =>
        SimMim().With("Training", ("BatchSize", batch)).ShouldReport(null);

    [Fact]
    public void Loss_OfAnotherMethod_IsReported() =>
        SimMim(("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 SimMIM needs a loss of patches, their reconstructions and a mask, but 'ClothesLoss' is [NtXentLoss]. Name a class with [L1ReconstructionLoss]."
            );

    [Theory]
    [InlineData("NegativeQueue", "CDSL2002")]
    [InlineData("MomentumEncoder", "CDSL2036")]
    [InlineData("MemoryBank", "CDSL2036")]
    public void Setting_OfOtherMethods_IsReported(string word, string id) =>
        Findings.Ids(Method("SimMim", Word(word))).Should().Equal(id);

    [Theory]
    [InlineData(4, 0, 49, 19, "30 of 49 patches masked")]
    [InlineData(7, 14, 4, 1, "3 of 4 blocks of 14×14 pixels masked")]
    public void Experiment_OfOneView_CountsBlocksAndTheHead(
        int patch,
        int size,
        int blocks,
        int visible,
        string masking
    )
    {
        var model = Resolve.Experiment(SimMim(("Encoder", Transformer(("Patch", patch))), ("MaskSize", size)))!;
        var method = (SimMimModel)model.Method;
        var (patches, pixels) = (28 / patch * (28 / patch), patch * patch);

        model.ViewCount.Should().Be(1);
        model.NegativesPerAnchor.Should().Be(0);
        method.Blocks(model.Encoder).Should().Be(blocks);
        method.Visible(model.Encoder).Should().Be(visible);
        method
            .Networks(model)
            .Should()
            .Equal(
                new NetworkFacts(
                    "head",
                    "a linear layer, and the token of masked patches",
                    $"[N, {patches}, {pixels}]",
                    64 + (65 * pixels)
                )
            );
        method
            .Describe(model, count => Text.Of(count))
            .Should()
            .Equal(
                (
                    "Masking",
                    masking
                        + ", other ones of each image in each epoch: the encoder sees the others, and one learned token in place of each masked patch"
                )
            );
    }

    private static RawClass SimMim(params (string Name, object Value)[] arguments) =>
        Method("SimMim").With("SimMim", arguments);
}
