using static ContrastiveDsl.Language.Tests.Declare;
using static ContrastiveDsl.Language.Tests.Findings;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What steps of a family do to pixels: those between 0 and 1, and their channels.</summary>
public sealed class PixelRuleTests
{
    [Theory]
    [InlineData(1.0, 1.0, null)]
    [InlineData(0.0, 0.0040, null)]
    [InlineData(
        0.0,
        0.0039,
        "CDSL3034 Std = 0.0039 is no usable deviation of pixel values, which lie between 0 and 1 here. Use that of the images, or 1."
    )]
    [InlineData(
        -0.1,
        0.5,
        "CDSL3034 Mean = -0.1 is no mean of pixel values, which lie between 0 and 1 here. Use the mean of the images."
    )]
    [InlineData(
        124.0,
        58.0,
        "CDSL3034 Mean = 124 is no mean of pixel values, which lie between 0 and 1 here. Divide it by 255: 0.4863, and Std too: 0.2275."
    )]
    [InlineData(
        0.5,
        58.0,
        "CDSL3034 Std = 58 is no deviation of pixel values, which lie between 0 and 1 here. Divide it by 255: 0.2275."
    )]
    [InlineData(
        double.NaN,
        0.3,
        "CDSL3035 Mean must be a number; it is NaN. Use the mean of pixel values between 0 and 1."
    )]
    [InlineData(
        double.NegativeInfinity,
        0.3,
        "CDSL3035 Mean must be a number; it is -Infinity. Use the mean of pixel values between 0 and 1."
    )]
    [InlineData(
        0.3,
        double.NaN,
        "CDSL3026 Std must be greater than 0; it is NaN. Use the deviation of pixel values between 0 and 1."
    )]
    public void Normalize_Statistics_AreThoseOfPixels(double mean, double deviation, string? message)
    {
        Views(Word("Normalize", ("Mean", mean), ("Std", deviation))).ShouldReport(message);
    }

    /// <summary>A mistake in another step, or in the other setting, hides nothing.</summary>
    [Theory]
    [InlineData(124.0, 58.0, 0.5, "CDSL3034")]
    [InlineData(124.0, 58.0, 1.5, "CDSL3004", "CDSL3034")]
    [InlineData(124.0, 0.0, 0.5, "CDSL3026", "CDSL3034")]
    [InlineData(double.NaN, 58.0, 0.5, "CDSL3035", "CDSL3034")]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0.5, "CDSL3026", "CDSL3035")]
    public void Normalize_BesideOtherMistakes_IsStillJudged(
        double mean,
        double deviation,
        double probability,
        params string[] ids
    ) =>
        Ids(
                Views(
                    Word("RandomHorizontalFlip", ("Probability", probability)),
                    Word("Normalize", ("Mean", mean), ("Std", deviation))
                )
            )
            .Should()
            .Equal(ids);

    [Fact]
    public void Normalize_OfOtherLengthsInOtherUnits_IsTwoMistakes() =>
        Ids(Views(Word("Normalize", ("Mean", new[] { 125.0, 123.0, 114.0 }), ("Std", 58.0))))
            .Should()
            .Equal("CDSL3008", "CDSL3034");

    /// <summary>A half of the values that is mended would leave them in two units.</summary>
    [Fact]
    public void Normalize_BesideAMistake_OffersUnitsOfBothOnly()
    {
        Fixes(124.0, 58.0).Should().ContainSingle();
        Fixes(124.0, 0.0).Should().BeEmpty();

        static IEnumerable<Fix> Fixes(double mean, double deviation) =>
            Analysis
                .Of(Views(Word("Normalize", ("Mean", mean), ("Std", deviation))))
                .Findings.Single(finding => finding.Rule.Id == "CDSL3034")
                .Fixes;
    }

    [Theory]
    [InlineData("Brightness", 1.0, null)]
    [InlineData(
        "Contrast",
        1.2,
        "CDSL3037 Contrast = 1.2 draws factors from 0 to 2.2, which leave little of most images. Use 0.4 to 0.8."
    )]
    [InlineData(
        "Contrast",
        40.0,
        "CDSL3037 Contrast = 40 draws factors from 0 to 41, which leave little of most images. Did you mean 0.4?"
    )]
    [InlineData(
        "Hue",
        0.0,
        "CDSL3036 [ColorJitter] does nothing, since all its strengths are 0. Set for example Brightness = 0.4, or remove it."
    )]
    [InlineData("Hue", 0.5, null)]
    public void Jitter_Strength_IsJudged(string setting, double strength, string? message)
    {
        Views(Word("ColorJitter", (setting, strength))).ShouldReport(message);
    }

    [Theory]
    [InlineData("RandomHorizontalFlip")]
    [InlineData("RandomGrayscale")]
    [InlineData("GaussianBlur")]
    [InlineData("Solarize")]
    [InlineData("Posterize")]
    [InlineData("Sharpness")]
    [InlineData("AutoContrast")]
    [InlineData("RandomPhotometric")]
    public void Step_NeverTaken_IsReported(string word)
    {
        Views(Word(word, ("Probability", 0.0)))
            .ShouldReport(
                $"CDSL3036 [{word}] does nothing, since its probability is 0. Set Probability = 0.5, or remove it."
            );
        Views(Word(word, ("Probability", 0.01))).ShouldReport(null);
    }

    [Fact]
    public void Blur_OfOnePixel_IsReported()
    {
        Views(Word("GaussianBlur", ("Kernel", 1))).ShouldReportAt("CDSL3036", "ClothesViews#1");
        Views(Word("GaussianBlur", ("Kernel", 3))).ShouldReport(null);
    }

    [Fact]
    public void Posterize_ToAllBits_IsReported()
    {
        Views(Word("Posterize", ("Bits", 8)))
            .ShouldReport(
                "CDSL3036 [Posterize] does nothing, since 8 bits are all that a pixel has. Set Bits = 4, or remove it."
            );
    }

    [Theory]
    [InlineData(
        1.0,
        1.0,
        "CDSL3036 [Sharpness] does nothing, since a factor of 1 leaves the sharpness as it is. Set MaxFactor = 1.9, or remove it."
    )]
    [InlineData(0.99, 1.0, null)]
    [InlineData(1.0, 1.01, null)]
    public void Sharpness_OfOne_IsReported(double least, double most, string? message)
    {
        Views(Word("Sharpness", ("MinFactor", least), ("MaxFactor", most))).ShouldReport(message);
    }

    /// <summary>It takes the place of the preset's step, which is left out by that.</summary>
    [Fact]
    public void Step_NeverTakenBesideAPreset_IsMeant()
    {
        Class(
                "ClothesViews",
                Word("AugmentationFamily", ("Preset", ViewsPreset.SimClrCifar10)),
                Word("RandomGrayscale", ("Probability", 0.0))
            )
            .ShouldReport(null);
    }

    [Theory]
    [InlineData(2, "2 channels")]
    [InlineData(4, "4 channels")]
    [InlineData(5, "5 channels")]
    [InlineData(3, null)]
    public void Colors_OfOtherChannels_AreReported(int channels, string? has)
    {
        var raw = Experiment(
            encoder: Encoder().With("Encoder", ("Channels", channels)),
            views: Views(Word("RandomResizedCrop"), Word("ColorJitter", ("Brightness", 0.4), ("Contrast", 0.4)))
        );

        raw.ShouldReport(
            has is null
                ? null
                : $"CDSL3033 The Contrast of [ColorJitter] in 'ClothesViews' needs 3 channels, red, green and blue, or 1, but 'ClothesEncoder' takes images of {has}. Remove it."
        );
        if (has is not null)
        {
            raw.ShouldReportAt("CDSL3033", "ClothesViews#2", "ClothesSimClr#0.Views");
        }
    }

    /// <summary>Of a preset nobody wrote a step that could be removed: one of its kind takes its place.</summary>
    [Fact]
    public void Colors_OfAPreset_AreReplacedBesideIt()
    {
        var preset = Word("AugmentationFamily", ("Preset", ViewsPreset.SimClrImageNet));
        var encoder = Encoder().With("Encoder", ("Channels", 4), ("ImageSize", 224));

        Messages(Experiment(encoder: encoder, views: Class("ClothesViews", preset)))
            .Should()
            .Equal(
                "CDSL3033 The Contrast of [ColorJitter] in 'ClothesViews' needs 3 channels, red, green and blue, or 1, but 'ClothesEncoder' takes images of 4 channels. Write [ColorJitter(Brightness = 0.8, Probability = 0.8)] beside the preset.",
                "CDSL3033 [RandomGrayscale] in 'ClothesViews' needs 3 channels, red, green and blue, or 1, but 'ClothesEncoder' takes images of 4 channels. Write [RandomGrayscale(Probability = 0)] beside the preset."
            );
        Experiment(
                encoder: encoder,
                views: Class(
                    "ClothesViews",
                    preset,
                    Word("ColorJitter", ("Brightness", 0.8), ("Probability", 0.8)),
                    Word("RandomGrayscale", ("Probability", 0.0))
                )
            )
            .ShouldReport(null);
    }

    [Theory]
    [InlineData("RandomGrayscale", "Probability", "CDSL3033")]
    [InlineData("ColorJitter", "Hue", "CDSL3033")]
    [InlineData("ColorJitter", "Saturation", "CDSL3033")]
    [InlineData("ColorJitter", "Brightness", null)]
    [InlineData("Solarize", "Probability", null)]
    [InlineData("Posterize", "Probability", null)]
    [InlineData("Sharpness", "Probability", null)]
    [InlineData("AutoContrast", "Probability", null)]
    [InlineData("RandomPhotometric", "Probability", null)]
    [InlineData("GaussianBlur", "Probability", null)]
    public void Colors_OfFourChannels_AreThoseStepsThatMixThem(string word, string setting, string? id)
    {
        Ids(
                Experiment(
                    encoder: Encoder().With("Encoder", ("Channels", 4)),
                    views: Views(Word("RandomResizedCrop"), Word(word, (setting, 0.4)))
                )
            )
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    [Fact]
    public void SecondViews_OtherNormalize_IsReported()
    {
        var other = Class("SecondViews", Word("AugmentationFamily"), Word("RandomResizedCrop"));
        var raw = Experiment().With("SimClr", ("SecondViews", other));

        raw.ShouldReport(
            "CDSL3032 'SecondViews' does not normalize as 'ClothesViews' does, so the encoder sees the two views in different ranges. End both with the same [Normalize]."
        );
        raw.ShouldReportAt("CDSL3032", "ClothesSimClr#0.SecondViews", "SecondViews#0");
        Experiment().With("SimClr", ("SecondViews", SecondViews())).ShouldReport(null);
    }

    /// <summary>Each encoder has images in a range of its own.</summary>
    [Fact]
    public void SecondViews_OfAnEncoderOfTheirOwn_MayNormalizeOtherwise()
    {
        var other = Class("SecondViews", Word("AugmentationFamily"), Word("RandomResizedCrop"));
        var keys = GroupedEncoder() with { Type = Name("KeyNetwork") };

        Method("EndToEnd").With("EndToEnd", ("SecondViews", other), ("KeyEncoder", keys)).ShouldReport(null);
        Ids(Method("EndToEnd").With("EndToEnd", ("SecondViews", other))).Should().Equal("CDSL3032");
    }
}
