using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class FlowRuleTests
{
    /// <summary>A setting that changes no shape hides nothing about shapes.</summary>
    [Theory]
    [InlineData("BatchNorm", "Epsilon", -1.0)]
    [InlineData("BatchNorm", "Momentum", 2.0)]
    [InlineData("Dropout", "Probability", 2.0)]
    public void Shapes_BesideASettingOutOfRange_AreStillJudged(string word, string setting, double value)
    {
        var convolution = Word("Conv", ("Channels", 32), ("Kernel", 3));

        Findings
            .Ids(Encoder(convolution, Word("Relu"), Word(word, (setting, value))))
            .Should()
            .Equal("CDSL1022", "CDSL1031");
        Findings
            .Ids(Class("Head", Word("ProjectionHead"), Word(word, (setting, value)), convolution))
            .Should()
            .Equal("CDSL1022", "CDSL1030");
    }

    private static readonly RawAttribute Conv = Word("Conv", ("Channels", 32), ("Kernel", 3));
    private static readonly RawAttribute Pool = Word("GlobalAveragePool");

    [Fact]
    public void Linear_OnAMap_IsReported()
    {
        var raw = Encoder(Conv, Word("Linear", ("Features", 64)));

        raw.ShouldReport(
            "CDSL1030 [Linear] takes a vector but gets the map [N, 32, 28, 28]. Add [GlobalAveragePool] or [Flatten] before it."
        );
        raw.ShouldReportAt("CDSL1030", "ClothesEncoder#2");
        Encoder(Conv, Word("Relu"), Pool, Word("Linear", ("Features", 64))).ShouldReport(null);
    }

    [Fact]
    public void Conv_OnAVector_IsReported()
    {
        Encoder(Conv, Pool, Word("Relu"), Conv)
            .ShouldReport(
                "CDSL1030 [Conv] takes a map but gets the vector [N, 32]. Move it before [GlobalAveragePool]."
            );
    }

    [Fact]
    public void GlobalAveragePool_Twice_IsReported()
    {
        Encoder(Conv, Pool, Pool)
            .ShouldReport(
                "CDSL1030 [GlobalAveragePool] takes a map but gets the vector [N, 32]. Move it before [GlobalAveragePool]."
            );
    }

    [Fact]
    public void Conv_InAHead_IsReported()
    {
        Class("Listed", Word("ProjectionHead"), Conv)
            .ShouldReport("CDSL1030 [Conv] takes a map but gets a vector. Move it into the encoder.");
    }

    [Fact]
    public void Encoder_EndsWithAMap_IsReportedAtItsLastLayer()
    {
        var raw = Encoder(Conv, Word("Relu"));

        raw.ShouldReport(
            "CDSL1031 'ClothesEncoder' ends with the map [N, 32, 28, 28], but an encoder returns a vector. Add [GlobalAveragePool] or [Flatten] at its end."
        );
        raw.ShouldReportAt("CDSL1031", "ClothesEncoder#2");
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(
        3,
        "CDSL1007 Images of 3×3 pixels shrink to nothing at [MaxPool] of 'ClothesEncoder', which needs at least 4. Raise ImageSize, or shrink less before it."
    )]
    public void Encoder_ImageVanishes_IsReportedOnceWithTheSmallestThatWorks(int size, string? message)
    {
        var raw = Encoder(Word("MaxPool", ("Kernel", 2)), Word("MaxPool", ("Kernel", 2)), Pool)
            .With("Encoder", ("ImageSize", size));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1007", "ClothesEncoder#2", "ClothesEncoder#0.ImageSize");
        }
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(
        4,
        "CDSL1043 Of images of 4×4 pixels a single one is left at [BasicBlock], and Stride = 2 has nothing to shrink. Set Stride = 1, shrink less before it, or leave the layer out."
    )]
    public void Encoder_StrideOnASinglePixel_IsReported(int size, string? message)
    {
        var raw = Encoder(
                Word("Conv", ("Channels", 32), ("Kernel", 3), ("Stride", 2)),
                Word("Relu"),
                Word("MaxPool", ("Kernel", 3), ("Stride", 2), ("Padding", 1)),
                Word("BasicBlock", ("Channels", 32), ("Stride", 2)),
                Word("BasicBlock", ("Channels", 32)),
                Pool
            )
            .With("Encoder", ("ImageSize", size));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1043", "ClothesEncoder#4.Stride", "ClothesEncoder#0.ImageSize");
        }
    }

    /// <summary>Of convolutions and pools as of blocks.</summary>
    [Theory]
    [InlineData("Conv", 2)]
    [InlineData("MaxPool", 3)]
    public void Encoder_StrideOfEachLayerOnASinglePixel_IsReported(string word, int stride)
    {
        var layer =
            word == "Conv"
                ? Word("Conv", ("Channels", 32), ("Kernel", 3), ("Stride", stride))
                : Word("MaxPool", ("Kernel", 3), ("Padding", 1));

        Encoder(Conv, Word("Relu"), layer, Pool)
            .With("Encoder", ("ImageSize", 1))
            .ShouldReport(
                $"CDSL1043 Of images of 1×1 pixels a single one is left at [{word}], and Stride = {stride} has nothing to shrink. Set Stride = 1, shrink less before it, or leave the layer out."
            );
    }

    [Theory]
    [InlineData(30, "CDSL1012 30 groups cannot split 32 channels. Use 16 groups.")]
    [InlineData(64, "CDSL1012 64 groups cannot split 32 channels. Use 16 groups.")]
    [InlineData(15, "CDSL1012 15 groups cannot split 32 channels. Use 8 or 16 groups.")]
    [InlineData(32, null)]
    [InlineData(1, null)]
    public void GroupNorm_Groups_DivideTheChannels(int groups, string? message)
    {
        var raw = Encoder(Conv, Word("GroupNorm", ("Groups", groups)), Pool);

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1012", "ClothesEncoder#2.Groups");
        }
    }

    /// <summary>A group for each channel would be instance normalization, which nobody asked for.</summary>
    [Theory]
    [InlineData(30, 32, "30 channels", "15 groups")]
    [InlineData(24, 16, "24 channels", "12 groups")]
    [InlineData(2, 4, "2 channels", "1 group")]
    [InlineData(31, 4, "31 channels", "1 group")]
    [InlineData(1, 2, "1 channel", "1 group")]
    public void GroupNorm_GroupsThatAreProposed_HaveTwoChannelsOrMore(
        int channels,
        int groups,
        string split,
        string proposed
    )
    {
        Encoder(Word("Conv", ("Channels", channels), ("Kernel", 3)), Word("GroupNorm", ("Groups", groups)), Pool)
            .ShouldReport($"CDSL1012 {groups} groups cannot split {split}. Use {proposed}.");
    }

    /// <summary>A map that has one pixel is a vector to it; two numbers in a group are few, but something.</summary>
    [Theory]
    [InlineData(1, 32, "Each of so many groups, 32, has a single number here", "Set Groups = 8.")]
    [InlineData(1, 16, null, null)]
    [InlineData(2, 32, null, null)]
    public void GroupNorm_OfSingleNumbers_LeavesNothing(int side, int groups, string? message, string? advice)
    {
        var raw = Encoder(Conv, Word("GroupNorm", ("Groups", groups)), Pool).With("Encoder", ("ImageSize", side));

        raw.ShouldReport(
            message is null
                ? null
                : $"CDSL1044 {message}. Normalized by itself it becomes 0, so that nothing passes. {advice}"
        );
    }

    [Fact]
    public void Head_GroupsOfSingleNumbers_AreReportedAtItsGroups()
    {
        var head = Head(("Hidden", 48), ("Output", 12), ("OutputNorm", Norm.Group), ("Groups", 12));

        head.ShouldReportAt("CDSL1044", "ClothesProjector#0.Groups");
        head.With("ProjectionHead", ("Groups", 6)).ShouldReport(null);
    }

    [Fact]
    public void Head_GroupsOfTheOnlyNumber_AreLeftOut() =>
        Head(("Layers", 1), ("Output", 1), ("OutputNorm", Norm.Group), ("Groups", 1))
            .ShouldReport(
                "CDSL1044 Each of so many groups, 1, has a single number here. Normalized by itself it becomes 0, so that nothing passes. Leave the normalization out."
            );

    /// <summary>What is offered for groups that do not divide a vector is accepted by the next build.</summary>
    [Fact]
    public void Head_GroupsThatDoNotDivide_AreOfferedMoreThanOneNumberEach() =>
        Head(("Hidden", 48), ("Output", 96), ("Norm", Norm.Group))
            .ShouldReport("CDSL1012 32 groups cannot split 48 channels. Use 24 groups.");

    [Fact]
    public void Blocks_Groups_AreReportedAtTheEncodersSetting()
    {
        var raw = Encoder(Word("BasicBlock", ("Channels", 48)), Pool).With("Encoder", ("Norm", Norm.Group));

        raw.ShouldReport("CDSL1012 32 groups cannot split 48 channels. Use 24 groups.");
        raw.ShouldReportAt("CDSL1012", "ClothesEncoder#0.Groups", "ClothesEncoder#1");
    }

    [Fact]
    public void Bottleneck_Groups_DivideItsInnerWidthToo()
    {
        Encoder(Word("Bottleneck", ("Channels", 64)), Pool)
            .With("Encoder", ("Norm", Norm.Group))
            .ShouldReport("CDSL1012 32 groups cannot split 16 channels. Use 8 groups.");
    }

    [Fact]
    public void Backbone_Groups_DivideTheStem()
    {
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("Norm", Norm.Group), ("Width", 48))
            .ShouldReportAt("CDSL1012", "Network#0.Groups");
        Backbone(ContrastiveDsl.Backbone.ResNet50, ("Norm", Norm.Group)).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        64,
        "CDSL1008 The ImageNet stem leaves 2×2 of 64×64 pixels before they are averaged. Set Stem = Stem.Small."
    )]
    [InlineData(
        32,
        "CDSL1008 The ImageNet stem leaves 1×1 of 32×32 pixels before they are averaged. Set Stem = Stem.Small."
    )]
    [InlineData(65, null)]
    public void Backbone_ImageNetStemOnSmallImages_IsReported(int size, string? message)
    {
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("ImageSize", size)).ShouldReport(message);
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("ImageSize", size), ("Stem", Stem.Small)).ShouldReport(null);
    }

    [Fact]
    public void Layers_WithoutImageSize_AreReported()
    {
        Encoder()
            .With("Encoder", ("ImageSize", 0))
            .ShouldReport(
                "CDSL1021 'ClothesEncoder' does not say how large its images are. Set ImageSize to their side in pixels."
            );
    }

    [Theory]
    [InlineData(
        31,
        "CDSL1035 'ClothesEncoder' states Features = 31 but its layers return 32 features. Remove Features: it is inferred."
    )]
    [InlineData(32, null)]
    public void Encoder_StatedFeatures_AgreeWithTheLayers(int features, string? message)
    {
        Encoder().With("Encoder", ("Features", features)).ShouldReport(message);
    }
}
