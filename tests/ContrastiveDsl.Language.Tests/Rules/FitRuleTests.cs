using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class FitRuleTests
{
    private static readonly RawAttribute Crop = Word("RandomResizedCrop");

    [Theory]
    [InlineData(
        256,
        "CDSL1001 'ClothesProjector' expects 256 inputs but 'ClothesEncoder' returns 32 features. Set Input = 32, or leave Input out: it is inferred."
    )]
    [InlineData(32, null)]
    public void Projector_StatedInput_IsTheEncodersOutput(int input, string? message)
    {
        var raw = Experiment(projector: Head(("Input", input), ("Output", 64)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1001", "ClothesSimClr#0.Projector", "ClothesProjector#0.Input");
        }
    }

    [Fact]
    public void Projector_BehindAFaultyEncoder_IsNotCompared()
    {
        var encoder = Encoder(Word("Conv", ("Channels", 0), ("Kernel", 3)), Word("GlobalAveragePool"));

        Experiment(encoder, Head(("Input", 256), ("Output", 64))).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        24,
        "CDSL3001 'ClothesViews' crops to 24 pixels but 'ClothesEncoder' takes images of 28. Set Size = 28, or leave Size out: it follows the encoder."
    )]
    [InlineData(28, null)]
    public void Crop_StatedSize_IsTheEncodersImageSize(int size, string? message)
    {
        var raw = Experiment(views: Views(Word("RandomResizedCrop", ("Size", size))));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3001", "ClothesSimClr#0.Views", "ClothesViews#1.Size");
        }
    }

    [Fact]
    public void Normalize_OtherChannels_IsReported()
    {
        var raw = Experiment(
            views: Views(Crop, Word("Normalize", ("Mean", new[] { 0.4, 0.5, 0.6 }), ("Std", new[] { 0.2, 0.2, 0.2 })))
        );

        raw.ShouldReport(
            "CDSL1006 'ClothesViews' normalizes 3 channels but 'ClothesEncoder' takes images of 1. "
                + "Give [Normalize] one mean and one deviation for each channel, or set Channels = 3 on 'ClothesEncoder'."
        );
        raw.ShouldReportAt("CDSL1006", "ClothesViews#2", "ClothesSimClr#0.Views");
    }

    public static TheoryData<string, string, double, string?> Colors =>
        new()
        {
            {
                "ColorJitter",
                "Saturation",
                0.4,
                "CDSL3011 The Saturation of [ColorJitter] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Remove it."
            },
            {
                "ColorJitter",
                "Hue",
                0.1,
                "CDSL3011 The Hue of [ColorJitter] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Remove it."
            },
            { "ColorJitter", "Brightness", 0.4, null },
            {
                "RandomGrayscale",
                "Probability",
                0.2,
                "CDSL3011 [RandomGrayscale] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Remove it."
            },
        };

    [Theory]
    [MemberData(nameof(Colors))]
    public void Colors_OnOneChannel_AreReported(string word, string setting, double value, string? message)
    {
        var views = Views(Crop, Word(word, (setting, value)));

        Experiment(views: views).ShouldReport(message);
        Experiment(Encoder().With("Encoder", ("Channels", 3)), views: views).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        57,
        "CDSL3025 'ClothesViews' blurs with a kernel of 57 pixels, but reflection at the border allows at most 55 on the 28-pixel views of 'ClothesSimClr'. Set Kernel = 55 or less."
    )]
    [InlineData(55, null)]
    public void Blur_Kernel_CanBeReflected(int kernel, string? message)
    {
        Experiment(views: Views(Crop, Word("GaussianBlur", ("Kernel", kernel)))).ShouldReport(message);
    }

    [Theory]
    [InlineData(3, "CDSL1032 'ClothesEncoder' takes images of 1 channel but the data has 3. Set Channels = 3 on it.")]
    [InlineData(1, null)]
    [InlineData(0, null)]
    public void Data_Channels_AreTheEncoders(int channels, string? message)
    {
        Opened(Experiment(), channels, 28, 28).Should().Equal(message is null ? [] : [message]);
    }

    [Theory]
    [InlineData(28, 28, null)]
    [InlineData(32, 28, null)]
    [InlineData(14, 14, null)]
    [InlineData(
        13,
        13,
        "CDSL3002 Views of 28 pixels enlarge the 13-pixel images 2 times. Set ImageSize = 13 on 'ClothesEncoder'."
    )]
    [InlineData(
        7,
        9,
        "CDSL3002 Views of 28 pixels enlarge the 7-pixel images 4 times. Set ImageSize = 7 on 'ClothesEncoder'."
    )]
    public void Data_Size_WithACrop_MayDifferButNotByMuch(int height, int width, string? message)
    {
        Opened(Experiment(), 1, height, width).Should().Equal(message is null ? [] : [message]);
    }

    [Fact]
    public void Data_Size_WithoutACrop_IsTheEncoders()
    {
        var experiment = Experiment(views: Views(Word("Solarize")));

        Opened(experiment, 1, 32, 32)
            .Should()
            .Equal(
                "CDSL1033 'ClothesEncoder' is declared for images of 28×28 pixels but the data has 32×32, and the views do not crop. Set ImageSize = 32 on it."
            );
        Opened(experiment, 1, 28, 28).Should().BeEmpty();
    }

    /// <summary>No ImageSize makes an encoder take what is not square.</summary>
    [Fact]
    public void Data_Size_NotSquare_IsCroppedOrResized()
    {
        const string Start =
            "CDSL1033 'ClothesEncoder' is declared for images of 28×28 pixels but the data has 32×40, and ";

        Opened(Experiment(views: Views(Word("Solarize"))), 1, 32, 40)
            .Should()
            .Equal(Start + "the views do not crop. Add [RandomResizedCrop] to its views.");
        Opened(Experiment(Encoder(Word("Flatten"), Word("Linear", ("Features", 32)))), 1, 32, 40)
            .Should()
            .Equal(Start + "it takes images of 28 pixels only: [Flatten] fixes the size. Resize the data.");
    }

    [Fact]
    public void Data_Size_WithFlatten_IsTheEncoders()
    {
        var experiment = Experiment(Encoder(Word("Flatten"), Word("Linear", ("Features", 32))));

        Opened(experiment, 1, 32, 32)
            .Should()
            .Equal(
                "CDSL1033 'ClothesEncoder' is declared for images of 28×28 pixels but the data has 32×32, and it takes images of 28 pixels only: [Flatten] fixes the size. Set ImageSize = 32 on it."
            );
    }

    /// <summary>Evaluation and <c>embed</c> feed images as they are, of which positions are interpolated.</summary>
    [Theory]
    [InlineData(32, 32, null)]
    [InlineData(48, 48, null)]
    [InlineData(28, 28, "it cuts patches of 16×16, which do not tile them. Resize the data to 16 or 32.")]
    [InlineData(40, 28, "it cuts patches of 16×16, which do not tile them. Resize the data to 16 or 32.")]
    [InlineData(32, 48, "it takes square images only. Resize the data to 32.")]
    public void Data_Size_ForATransformer_IsASquareOfItsPatches(int height, int width, string? end)
    {
        var experiment = Experiment(
            Backbone(ContrastiveDsl.Backbone.VisionTransformer, ("Channels", 1), ("ImageSize", 32))
        );

        Opened(experiment, 1, height, width)
            .Should()
            .Equal(
                end is null
                    ? []
                    :
                    [
                        $"CDSL1033 'Network' is declared for images of 32×32 pixels but the data has {height}×{width}, and {end}",
                    ]
            );
    }

    /// <summary>Crops enlarge what is trained on, not what is evaluated.</summary>
    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public void Data_Size_BelowTheEncodersMinimum_IsReported(int size, bool isTaken)
    {
        var valid = Word("Conv", ("Channels", 8), ("Kernel", 5), ("Padding", 0));
        var experiment = Experiment(Encoder(valid, Word("Relu"), valid, Word("GlobalAveragePool")));

        var found = Opened(experiment, 1, size, size).Should().ContainSingle().Which.Should();
        if (isTaken)
        {
            found.StartWith("CDSL3002");
        }
        else
        {
            found.EndWith("but the data has 8×8, and it needs at least 9. Resize the data to 9.");
        }
    }

    [Fact]
    public void SecondViews_ThatDoNotFit_AreReportedAtThemselves()
    {
        var second = Class(
            "OtherViews",
            Word("AugmentationFamily"),
            Crop,
            Word("Normalize", ("Mean", new[] { 0.4, 0.5, 0.6 }), ("Std", new[] { 0.2, 0.2, 0.2 }))
        );

        Method("Byol")
            .With("Byol", ("SecondViews", second))
            .ShouldReportAt("CDSL1006", "OtherViews#2", "ClothesByol#0.SecondViews");
        Method("Byol").With("Byol", ("SecondViews", SecondViews(Crop, Word("Solarize")))).ShouldReport(null);
    }

    [Fact]
    public void SecondViews_ThatAreTheFirst_AreReportedOnce()
    {
        var views = Views(Crop, Word("RandomGrayscale"));

        Method("Byol")
            .With("Byol", ("Views", views), ("SecondViews", views))
            .ShouldReportAt("CDSL3011", "ClothesViews#2", "ClothesByol#0.Views");
    }

    [Fact]
    public void Data_Size_WhereOneFamilyDoesNotCrop_IsTheEncoders()
    {
        var raw = Method("Byol").With("Byol", ("SecondViews", SecondViews(Word("Solarize"))));

        Opened(raw, 1, 32, 32)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("CDSL1033 ")
            .And.Contain("and the views do not crop");
        Opened(raw, 1, 28, 28).Should().BeEmpty();
    }

    private static IEnumerable<string> Opened(RawClass raw, int channels, int height, int width) =>
        raw.Opened(new ImagesModel(60_000, 10, channels, height, width));
}
