using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Jigsaws, rotations and grids: their settings, and the encoder that sees the patches.</summary>
public sealed class PatchRuleTests
{
    /// <summary>What changes no size of the patches hides nothing about it.</summary>
    [Theory]
    [InlineData("Cpc", "Cpc", "ContextLayers", 0, "CDSL1004")]
    [InlineData("Cpc", "Cpc", "Steps", 0, "CDSL3031")]
    [InlineData("Pirl", "Jigsaw", "MinScale", 2, "CDSL3031")]
    public void Sizes_BesideAnotherMistake_AreStillJudged(
        string method,
        string word,
        string setting,
        int value,
        string mistake
    )
    {
        var crop = PatchFamily(Word("RandomResizedCrop", ("Size", 26)));
        var raw = Method(method).With(method, (method == "Pirl" ? "PatchViews" : "Views", crop));
        raw = word == "Cpc" ? raw.With("Cpc", ("Context", ContextKind.MaskedConvolution)) : raw;

        Findings.Ids(raw).Should().Equal("CDSL3001");
        Findings
            .Ids(raw.With(word, (setting, setting == "MinScale" ? 2.0 : value)))
            .Should()
            .Equal(mistake, "CDSL3001");
    }

    [Theory]
    [InlineData("Grid", 1, "CDSL3031 Grid must be from 2 to 16; it is 1.")]
    [InlineData("Grid", 3, null)]
    [InlineData("Grid", 17, "CDSL3031 Grid must be from 2 to 16; it is 17.")]
    [InlineData("Cell", 0, "CDSL3031 Cell must be from 1 to 4096; it is 0.")]
    [InlineData("Cell", 1, null)]
    [InlineData("Cell", 4096, null)]
    [InlineData("Cell", 4097, "CDSL3031 Cell must be from 1 to 4096; it is 4097.")]
    [InlineData("Jitter", -1, "CDSL3031 Jitter must be from 0 to 9, less than Cell = 10; it is -1.")]
    [InlineData("Jitter", 0, null)]
    [InlineData("Jitter", 9, null)]
    [InlineData("Jitter", 10, "CDSL3031 Jitter must be from 0 to 9, less than Cell = 10; it is 10.")]
    public void Jigsaw_Setting_IsJudged(string setting, int value, string? message)
    {
        var raw = Method("Pirl").With("Jigsaw", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3031", "ClothesPirl#4." + setting);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void Jigsaw_EachGrid_HasItsHead(int grid)
    {
        Method("Pirl")
            .With("Jigsaw", ("Grid", grid))
            .With("Pirl", ("PatchHead", PatchHead(("Patches", grid * grid), ("Output", 64))))
            .ShouldReport(null);
    }

    [Fact]
    public void Jigsaw_CellOfOnePixel_LeavesNoRoomForJitter()
    {
        Method("Pirl")
            .With("Jigsaw", ("Cell", 1), ("Jitter", 1))
            .ShouldReport("CDSL3031 Jitter must be 0, less than Cell = 1; it is 1.");
    }

    [Theory]
    [InlineData(0.0, "CDSL3031 MinScale must be above 0 and at most 1; it is 0.")]
    [InlineData(1.1, "CDSL3031 MinScale must be above 0 and at most 1; it is 1.1.")]
    [InlineData(double.NaN, "CDSL3031 MinScale must be above 0 and at most 1; it is NaN.")]
    [InlineData(0.01, null)]
    [InlineData(1.0, null)]
    public void MinScale_OfEitherPretext_IsJudged(double scale, string? message)
    {
        foreach (
            var raw in new[]
            {
                Method("Pirl").With("Jigsaw", ("MinScale", scale)),
                Rotated().With("Rotation", ("MinScale", scale)),
            }
        )
        {
            raw.ShouldReport(message);
            if (message is not null)
            {
                raw.ShouldReportAt("CDSL3031", "ClothesPirl#4.MinScale");
            }
        }
    }

    [Theory]
    [InlineData("Patch", 0, "CDSL3031 Patch must be from 1 to the 28 pixels of an image; it is 0.")]
    [InlineData("Patch", 1, null)]
    [InlineData("Patch", 28, "CDSL3031 Patch must be so small that the grid has two rows or more; it is 28.")]
    [InlineData("Patch", 29, "CDSL3031 Patch must be from 1 to the 28 pixels of an image; it is 29.")]
    [InlineData("Stride", 0, "CDSL3031 Stride must be 1 or more; it is 0.")]
    [InlineData("Stride", 10, null)]
    [InlineData("Stride", 22, "CDSL3031 Stride must be from 1 to 21, so that the grid has two rows or more; it is 22.")]
    [InlineData("Steps", 0, "CDSL3031 Steps must be from 1 to 7, since the grid has 8 rows; it is 0.")]
    [InlineData("Steps", 7, null)]
    [InlineData("Steps", 8, "CDSL3031 Steps must be from 1 to 7, since the grid has 8 rows; it is 8.")]
    [InlineData("ContextLayers", 0, "CDSL1004 ContextLayers must be between 1 and 64; it is 0.")]
    [InlineData("ContextLayers", 64, null)]
    [InlineData("ContextLayers", 65, "CDSL1004 ContextLayers must be between 1 and 64; it is 65.")]
    public void Cpc_Setting_IsJudged(string setting, int value, string? message)
    {
        var raw = Method("Cpc").With("Cpc", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesCpc#0." + setting);
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "CDSL3031 Steps must be 1, since the grid has 2 rows; it is 2.")]
    public void Cpc_GridOfTwoRows_HasOneStep(int steps, string? message)
    {
        Method("Cpc").With("Cpc", ("Stride", 21), ("Steps", steps)).ShouldReport(message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void ContextLayers_OfAGru_AreUnusedAndNotJudgedFurther(int layers)
    {
        var raw = Method("Cpc").With("Cpc", ("Context", ContextKind.Gru), ("ContextLayers", layers));

        raw.ShouldReport(
            "CDSL0008 ContextLayers has no effect on 'ClothesCpc', whose Context is no masked convolution. Remove it."
        );
        raw.ShouldReportAt("CDSL0008", "ClothesCpc#0.ContextLayers");
        Method("Cpc").With("Cpc", ("Context", ContextKind.Gru)).ShouldReport(null);
        Method("Cpc").With("Cpc", ("ContextLayers", 3)).ShouldReport(null);
    }

    [Fact]
    public void Patches_SmallerThanTheEncoderTakes_AreReported()
    {
        Of("Pirl")
            .ShouldReport(
                "CDSL3016 [Jigsaw] makes patches of 8×8 pixels, but 'ClothesEncoder' needs at least 9. Choose Cell and Jitter with a difference of 9."
            );
        Of("Pirl").ShouldReportAt("CDSL3016", "ClothesPirl#4", "ClothesEncoder#0");
        Of("Pirl").With("Jigsaw", ("Jitter", 1)).ShouldReport(null);
        Of("Cpc")
            .ShouldReport(
                "CDSL3016 [Cpc] makes patches of 7×7 pixels, but 'ClothesEncoder' needs at least 9. Set Patch = 9."
            );
        Of("Cpc").ShouldReportAt("CDSL3016", "ClothesCpc#0.Patch", "ClothesEncoder#0");
        Of("Cpc").With("Cpc", ("Patch", 9)).ShouldReport(null);

        // Two convolutions of 5 pixels without padding take 4 pixels each.
        static RawClass Of(string word) =>
            Method(word).With(word, ("Encoder", Encoder(Valid(), Word("Relu"), Valid(), Word("GlobalAveragePool"))));
        static RawAttribute Valid() => Word("Conv", ("Channels", 8), ("Kernel", 5), ("Padding", 0));
    }

    [Fact]
    public void Patches_BeforeFlatten_AreReported()
    {
        var flat = Encoder(Word("Flatten"), Word("Linear", ("Features", 32)));
        const string Reason =
            "but 'ClothesEncoder' takes images of 28 pixels only: [Flatten] fixes the size. End the encoder with [GlobalAveragePool].";

        Method("Pirl")
            .With("Pirl", ("Encoder", flat))
            .ShouldReport("CDSL3016 [Jigsaw] makes patches of 8×8 pixels, " + Reason);
        Method("Cpc")
            .With("Cpc", ("Encoder", flat))
            .ShouldReport("CDSL3016 [Cpc] makes patches of 7×7 pixels, " + Reason);
        Method("Pirl").With("Pirl", ("Encoder", flat)).With("Jigsaw", ("Cell", 28), ("Jitter", 0)).ShouldReport(null);
        Rotated().With("Pirl", ("Encoder", flat)).ShouldReport(null);
    }

    /// <summary>
    /// Positions of a transformer are interpolated; its own patches have to tile those of the method.
    /// </summary>
    [Theory]
    [InlineData(8, null)]
    [InlineData(4, null)]
    [InlineData(
        9,
        "CDSL3016 [Jigsaw] makes patches of 9×9 pixels, but 'Network' cuts patches of 4×4, which do not tile them. Choose Cell and Jitter with a difference of 8 or 12."
    )]
    [InlineData(
        3,
        "CDSL3016 [Jigsaw] makes patches of 3×3 pixels, but 'Network' cuts patches of 4×4, which do not tile them. Choose Cell and Jitter with a difference of 4."
    )]
    public void Jigsaw_BeforeATransformer_IsTiledByItsPatches(int patch, string? message)
    {
        Method("Pirl")
            .With("Pirl", ("Encoder", Transformer))
            .With("Jigsaw", ("Cell", patch), ("Jitter", 0))
            .ShouldReport(message);
        Rotated().With("Pirl", ("Encoder", Transformer)).ShouldReport(null);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(16, null)]
    [InlineData(
        15,
        "CDSL3016 [Cpc] makes patches of 15×15 pixels, but 'Network' cuts patches of 4×4, which do not tile them. Set Patch = 12 or 16."
    )]
    public void Grid_BeforeATransformer_IsTiledByItsPatches(int patch, string? message) =>
        Method("Cpc")
            .With("Cpc", ("Encoder", Transformer), ("Patch", patch), ("Stride", 4), ("Steps", 1))
            .ShouldReport(message);

    /// <summary>A ConvNeXt halves maps without padding, so that few pixels leave nothing.</summary>
    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    public void Patches_BeforeAConvNeXt_AreAtLeastWhatItTakes(int patch, bool isTold)
    {
        const string reason = " makes patches of 7×7 pixels, but 'Network' needs at least 8. ";
        var network = Backbone(
            ContrastiveDsl.Backbone.ConvNeXtTiny,
            ("Stem", Stem.Small),
            ("Channels", 1),
            ("ImageSize", 32)
        );

        Method("Pirl")
            .With("Pirl", ("Encoder", network))
            .With("Jigsaw", ("Cell", patch), ("Jitter", 0))
            .ShouldReport(
                isTold ? "CDSL3016 [Jigsaw]" + reason + "Choose Cell and Jitter with a difference of 8." : null
            );
        Method("Cpc")
            .With("Cpc", ("Encoder", network), ("Patch", patch), ("Stride", 4), ("Steps", 1))
            .ShouldReport(isTold ? "CDSL3016 [Cpc]" + reason + "Set Patch = 8." : null);
        Rotated().With("Pirl", ("Encoder", network)).ShouldReport(null);
    }

    [Theory]
    [InlineData("Pirl")]
    [InlineData("Cpc")]
    public void Patches_OfAFaultyEncoder_AreNotJudged(string word)
    {
        OfEncoder(Encoder().With("Encoder", ("ImageSize", 0))).ShouldReport(null);
        OfEncoder(Encoder().With("Encoder", ("ImageSize", -3))).ShouldReport(null);
        OfEncoder(Encoder(Word("Conv", ("Channels", 8), ("Kernel", 30), ("Padding", 0)), Word("GlobalAveragePool")))
            .ShouldReport(null);

        RawClass OfEncoder(RawClass encoder) => Method(word).With(word, ("Encoder", encoder));
    }

    [Fact]
    public void Patches_BesideAnotherMistake_AreReportedToo()
    {
        var flat = Encoder(Word("Flatten"), Word("Linear", ("Features", 32)));

        Findings
            .Messages(Method("Pirl").With("Pirl", ("Encoder", flat)).With("Adam", ("LearningRate", 0.0)))
            .Select(message => message[..8])
            .Should()
            .BeEquivalentTo("CDSL4001", "CDSL3016");
    }

    [Fact]
    public void Cpc_OpenedImages_AreThoseOfTheGrid()
    {
        Method("Cpc")
            .Opened(new ImagesModel(60_000, 10, 1, 32, 32))
            .Should()
            .Equal(
                "CDSL1033 'ClothesEncoder' is declared for images of 28×28 pixels but the data has 32×32, and the grid of patches is that of its images. Set ImageSize = 32 on it."
            );
        Method("Cpc").Opened(new ImagesModel(60_000, 10, 1, 28, 28)).Should().BeEmpty();
        Method("Pirl").Opened(new ImagesModel(60_000, 10, 1, 32, 32)).Should().BeEmpty("its jigsaw is cut from a crop");
    }

    private static RawClass Transformer =>
        Backbone(ContrastiveDsl.Backbone.VisionTransformer, ("Channels", 1), ("ImageSize", 32))
            .Plus(Word("VisionTransformer", ("Patch", 4), ("Width", 16), ("Depth", 2), ("Heads", 2)));

    private static RawClass Rotated() =>
        Method("Pirl")
            .Without("Jigsaw")
            .Plus(Word("Rotation"))
            .With("Pirl", ("PatchHead", PatchHead(("Patches", 1), ("Output", 64))));
}
