using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class VisionTransformerRuleTests
{
    /// <summary>A mistake elsewhere hides none of these, and one of its own only what follows from it.</summary>
    [Fact]
    public void Sizes_BesideOtherMistakes_AreStillJudged()
    {
        Findings
            .Ids(Declare.Transformer(("Heads", 3)).With("Encoder", ("Channels", 0)))
            .Should()
            .Equal("CDSL1004", "CDSL1010");
        Findings.Ids(Declare.Transformer(("Patch", 5), ("Depth", 0))).Should().Equal("CDSL1004", "CDSL1009");
        Findings.Ids(Declare.Transformer(("Patch", 0), ("Heads", 3))).Should().Equal("CDSL1004", "CDSL1010");
        Findings
            .Ids(Declare.Transformer(("Width", 6), ("Heads", 0), ("Positions", Positions.SinCos)))
            .Should()
            .Equal("CDSL1004", "CDSL1011");
        Findings.Ids(Declare.Transformer(("Width", 0), ("Heads", 3))).Should().Equal("CDSL1004");
        Findings.Ids(Declare.Transformer().With("Encoder", ("ImageSize", -1))).Should().Equal("CDSL1004");
    }

    private static RawClass Transformer(int imageSize, params (string Name, object Value)[] sizes) =>
        Backbone(ContrastiveDsl.Backbone.VisionTransformer, ("ImageSize", imageSize))
            .Plus(Word("VisionTransformer", sizes));

    [Theory]
    [InlineData("Patch", 0, "CDSL1004 Patch must be between 1 and 4096; it is 0.")]
    [InlineData("Patch", 1, null)]
    [InlineData("Patch", 4097, "CDSL1004 Patch must be between 1 and 4096; it is 4097.")]
    [InlineData("Width", 0, "CDSL1004 Width must be between 1 and 4096; it is 0.")]
    [InlineData("Width", 4092, null)]
    [InlineData("Width", 4097, "CDSL1004 Width must be between 1 and 4096; it is 4097.")]
    [InlineData("Width", int.MaxValue, "CDSL1004 Width must be between 1 and 4096; it is 2147483647.")]
    [InlineData("Depth", 0, "CDSL1004 Depth must be between 1 and 256; it is 0.")]
    [InlineData("Depth", 1, null)]
    [InlineData("Depth", 256, null)]
    [InlineData("Depth", 257, "CDSL1004 Depth must be between 1 and 256; it is 257.")]
    [InlineData("Registers", -1, "CDSL1004 Registers must be between 0 and 256; it is -1.")]
    [InlineData("Registers", 0, null)]
    [InlineData("Registers", 256, null)]
    [InlineData("Registers", 257, "CDSL1004 Registers must be between 0 and 256; it is 257.")]
    [InlineData("Heads", 0, "CDSL1004 Heads must be between 1 and 4096; it is 0.")]
    [InlineData("Heads", 1, null)]
    [InlineData("Mlp", 0, "CDSL1004 Mlp must be between 1 and 65536; it is 0.")]
    [InlineData("Mlp", 1, null)]
    [InlineData("Mlp", 65_537, "CDSL1004 Mlp must be between 1 and 65536; it is 65537.")]
    public void Transformer_Setting_IsBounded(string setting, int value, string? message)
    {
        var raw = Transformer(224, (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "Network#1." + setting);
        }
    }

    [Theory]
    [InlineData(
        224,
        15,
        "CDSL1009 Images of 224×224 pixels cannot be cut into patches of 15×15. Set Patch = 14 or 16, or ImageSize = 210 or 225."
    )]
    [InlineData(
        8,
        16,
        "CDSL1009 Images of 8×8 pixels cannot be cut into patches of 16×16. Set Patch = 8, or ImageSize = 16."
    )]
    [InlineData(225, 15, null)]
    [InlineData(16, 16, null)]
    public void Patch_DividesTheImage(int imageSize, int patch, string? message)
    {
        var raw = Transformer(imageSize, ("Patch", patch));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1009", "Network#1.Patch", "Network#0.ImageSize");
        }
    }

    [Fact]
    public void Patch_ThatNobodyStated_IsReportedAtTheImageSize()
    {
        Backbone(ContrastiveDsl.Backbone.VisionTransformer, ("ImageSize", 100))
            .ShouldReportAt("CDSL1009", "Network#0.ImageSize");
        Backbone(ContrastiveDsl.Backbone.VisionTransformer, ("ImageSize", 96)).ShouldReport(null);
    }

    [Theory]
    [InlineData(384, 10, "CDSL1010 10 heads cannot split a width of 384. Use 8 or 12 heads.")]
    [InlineData(384, 500, "CDSL1010 500 heads cannot split a width of 384. Use 384 heads.")]
    [InlineData(390, 10, null)]
    public void Heads_DivideTheWidth(int width, int heads, string? message)
    {
        var raw = Transformer(224, ("Width", width), ("Heads", heads));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1010", "Network#1.Heads");
        }
    }

    [Theory]
    [InlineData(390, Positions.SinCos, "390 is not a multiple of 4. Use 388 or 392.")]
    [InlineData(3, Positions.SinCos, "3 is not a multiple of 4. Use 4.")]
    [InlineData(390, Positions.SinCos, "390 is not a multiple of 4. Use 380 or 400.", 10)]
    [InlineData(390, Positions.Learned, null)]
    [InlineData(392, Positions.SinCos, null)]
    public void SinCos_Width_IsAMultipleOfFour(int width, Positions positions, string? end, int heads = 1)
    {
        var raw = Transformer(224, ("Width", width), ("Heads", heads), ("Positions", positions));

        raw.ShouldReport(
            end is null
                ? null
                : "CDSL1011 Fixed positions have as many sines as cosines for rows and for columns, but a width of "
                    + end
        );
        if (end is not null)
        {
            raw.ShouldReportAt("CDSL1011", "Network#1.Width");
        }
    }

    [Fact]
    public void Positions_ThatAreNotDefined_AreReported()
    {
        Transformer(224, ("Positions", (Positions)7))
            .ShouldReport("CDSL0015 (Positions)7 is not defined. Use one of Learned, SinCos.");
    }

    [Theory]
    [InlineData(
        "Stem",
        (int)Stem.Small,
        "CDSL0008 Stem has no effect on 'Network', whose backbone is a vision transformer. Remove it."
    )]
    [InlineData(
        "Norm",
        (int)Norm.Group,
        "CDSL0008 Norm has no effect on 'Network', whose backbone is a vision transformer. Remove it."
    )]
    [InlineData(
        "Groups",
        0,
        "CDSL0008 Groups has no effect on 'Network', whose backbone is a vision transformer. Remove it."
    )]
    [InlineData(
        "ZeroInitResidual",
        1,
        "CDSL0008 ZeroInitResidual has no effect on 'Network', whose backbone is a vision transformer. Remove it."
    )]
    [InlineData(
        "Width",
        64,
        "CDSL0008 Width has no effect on 'Network', whose width is that of [VisionTransformer]. Remove it."
    )]
    [InlineData("Channels", 1, null)]
    [InlineData("Features", 384, null)]
    public void SettingOfResNets_OnATransformer_HasNoEffect(string setting, int value, string? message)
    {
        Transformer(224).With("Encoder", (setting, value)).ShouldReport(message);
    }

    [Fact]
    public void Sizes_OnAnotherEncoder_AreMisplaced()
    {
        const string end = ", which is not a vision transformer. Move it to a vision transformer";
        var sizes = Word("VisionTransformer", ("Patch", 16));

        Backbone(ContrastiveDsl.Backbone.ResNet18)
            .Plus(sizes)
            .ShouldReport("CDSL0006 [VisionTransformer] has no effect on 'Network'" + end + ".");
        Encoder()
            .Plus(sizes)
            .ShouldReport("CDSL0006 [VisionTransformer] has no effect on 'ClothesEncoder'" + end + ".");
        Loss().Plus(sizes).ShouldReport("CDSL0006 [VisionTransformer] has no effect on 'ClothesLoss'" + end + ".");
        Loss().Plus(sizes).ShouldReportAt("CDSL0006", "ClothesLoss#1");
        Class("Plain", sizes)
            .ShouldReport(
                "CDSL0006 [VisionTransformer] has no effect on 'Plain'"
                    + end
                    + ", or add [Encoder(Backbone.VisionTransformer)]."
            );
    }

    [Fact]
    public void Layers_BesideATransformer_AreReported()
    {
        Transformer(224)
            .Plus(Word("Relu"))
            .ShouldReport("CDSL0024 'Network' names a backbone and also lists [Relu]. Remove one of the two.");
    }
}
