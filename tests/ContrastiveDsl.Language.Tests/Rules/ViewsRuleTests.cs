using ContrastiveDsl.Randomness;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class ViewsRuleTests
{
    [Theory]
    [InlineData(
        0.0,
        1.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 0 and 1."
    )]
    [InlineData(
        0.8,
        0.2,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 0.8 and 0.2. Swap them."
    )]
    [InlineData(
        0.2,
        1.1,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 0.2 and 1.1."
    )]
    [InlineData(
        double.NaN,
        1.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are NaN and 1."
    )]
    [InlineData(
        30.0,
        1.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 30 and 1. Did you mean MinScale = 0.3?"
    )]
    [InlineData(
        0.3,
        80.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 0.3 and 80. Did you mean MaxScale = 0.8?"
    )]
    [InlineData(
        20.0,
        100.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 20 and 100. Did you mean MinScale = 0.2 and MaxScale = 1?"
    )]
    [InlineData(
        20.0,
        101.0,
        "CDSL3003 MinScale and MaxScale must satisfy 0 < MinScale <= MaxScale <= 1; they are 20 and 101."
    )]
    [InlineData(1e-9, 1.0, null)]
    [InlineData(0.5, 0.5, null)]
    public void Crop_Scale_IsARangeOfFractions(double least, double most, string? message)
    {
        Views(Word("RandomResizedCrop", ("MinScale", least), ("MaxScale", most))).ShouldReport(message);
    }

    [Theory]
    [InlineData(0.0, 1.0, "ClothesViews#1.MinScale", "ClothesViews#1.MaxScale")]
    [InlineData(0.8, 0.2, "ClothesViews#1.MaxScale", "ClothesViews#1.MinScale")]
    [InlineData(30.0, 1.0, "ClothesViews#1.MinScale", "ClothesViews#1.MaxScale")]
    public void Crop_Scale_IsReportedAtTheEndThatIsWrong(double least, double most, string place, string related)
    {
        Views(Word("RandomResizedCrop", ("MinScale", least), ("MaxScale", most)))
            .ShouldReportAt("CDSL3003", place, related);
    }

    /// <summary>The whole image as the smallest crop would leave nothing to chance.</summary>
    [Theory]
    [InlineData(2.0, 1.0, null)]
    [InlineData(20.0, 1.0, "0.2")]
    [InlineData(0.2, 2.0, "1")]
    [InlineData(0.2, 200.0, "1")]
    public void Crop_Scale_IsOfferedWhatItCanHaveMeant(double least, double most, string? offered) =>
        Analysis
            .Of(Views(Word("RandomResizedCrop", ("MinScale", least), ("MaxScale", most))))
            .Findings.Should()
            .ContainSingle()
            .Which.Fixes.Select(fix => fix.Edits.Single().Text)
            .Should()
            .Equal(offered is null ? [] : [offered]);

    [Fact]
    public void Crop_ScaleInPercent_IsOfferedAsSharesTogether() =>
        Analysis
            .Of(Views(Word("RandomResizedCrop", ("MinScale", 20.0), ("MaxScale", 100.0))))
            .Findings.Should()
            .ContainSingle()
            .Which.Fixes.Should()
            .ContainSingle()
            .Which.Edits.Select(edit => edit.Place.Argument + " = " + edit.Text)
            .Should()
            .Equal("MinScale = 0.2", "MaxScale = 1");

    [Theory]
    [InlineData(
        2.0,
        0.5,
        "CDSL3003 MinRatio and MaxRatio must satisfy 0 < MinRatio <= MaxRatio; they are 2 and 0.5. Swap them."
    )]
    [InlineData(
        -1.0,
        0.5,
        "CDSL3003 MinRatio and MaxRatio must satisfy 0 < MinRatio <= MaxRatio; they are -1 and 0.5."
    )]
    [InlineData(1.0, 1.0, null)]
    public void Crop_Ratio_IsARange(double least, double most, string? message)
    {
        Views(Word("RandomResizedCrop", ("MinRatio", least), ("MaxRatio", most))).ShouldReport(message);
    }

    [Theory]
    [InlineData(-1, "CDSL1004 Size must be between 1 and 4096; it is -1.")]
    [InlineData(1, null)]
    public void Crop_Size_IsPositive(int size, string? message)
    {
        Views(Word("RandomResizedCrop", ("Size", size))).ShouldReport(message);
    }

    [Theory]
    [InlineData("RandomHorizontalFlip")]
    [InlineData("ColorJitter")]
    [InlineData("RandomGrayscale")]
    [InlineData("GaussianBlur")]
    [InlineData("Solarize")]
    [InlineData("Posterize")]
    [InlineData("Sharpness")]
    [InlineData("AutoContrast")]
    [InlineData("RandomPhotometric")]
    public void Step_Probability_IsBetweenZeroAndOne(string word)
    {
        With(50).ShouldReport("CDSL3004 Probability must be between 0 and 1; it is 50. Did you mean 0.5?");
        With(-0.1).ShouldReport("CDSL3004 Probability must be between 0 and 1; it is -0.1.");
        With(101).ShouldReport("CDSL3004 Probability must be between 0 and 1; it is 101.");
        With(double.NaN).ShouldReport("CDSL3004 Probability must be between 0 and 1; it is NaN.");
        Findings.Of(With(0)).Should().ContainSingle().Which.Should().StartWith("CDSL3036 ClothesViews#2:");
        With(1).ShouldReport(null);
        With(2).ShouldReportAt("CDSL3004", "ClothesViews#2.Probability");

        RawClass With(double probability) =>
            Views(
                Word("RandomResizedCrop"),
                Word(
                    word,
                    word == "ColorJitter"
                        ? [("Brightness", 0.4), ("Probability", probability)]
                        : [("Probability", probability)]
                )
            );
    }

    [Theory]
    [InlineData("Brightness", -0.1, "CDSL3005 Brightness must be 0 or more; it is -0.1.")]
    [InlineData("Contrast", -0.1, "CDSL3005 Contrast must be 0 or more; it is -0.1.")]
    [InlineData("Saturation", -0.1, "CDSL3005 Saturation must be 0 or more; it is -0.1.")]
    [InlineData("Saturation", 1.0, null)]
    [InlineData("Hue", 0.51, "CDSL3005 Hue must be between 0 and 0.5; it is 0.51. SimCLR uses 0.2 at full strength.")]
    [InlineData("Hue", -0.1, "CDSL3005 Hue must be between 0 and 0.5; it is -0.1. SimCLR uses 0.2 at full strength.")]
    [InlineData("Hue", 0.5, null)]
    public void Jitter_Strength_IsBounded(string setting, double value, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("ColorJitter", (setting, value))).ShouldReport(message);
    }

    [Theory]
    [InlineData(24, "CDSL3006 Kernel must be odd and 1 or more; it is 24. Use 23 or 25.")]
    [InlineData(0, "CDSL3006 Kernel must be odd and 1 or more; it is 0. Use 3.")]
    [InlineData(-3, "CDSL3006 Kernel must be odd and 1 or more; it is -3. Use 3.")]
    [InlineData(23, null)]
    [InlineData(3, null)]
    public void Blur_Kernel_IsOdd(int kernel, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("GaussianBlur", ("Kernel", kernel))).ShouldReport(message);
    }

    [Theory]
    [InlineData(
        2.0,
        0.1,
        "CDSL3024 MinSigma and MaxSigma must satisfy 0 < MinSigma <= MaxSigma; they are 2 and 0.1. Swap them."
    )]
    [InlineData(0.0, 2.0, "CDSL3024 MinSigma and MaxSigma must satisfy 0 < MinSigma <= MaxSigma; they are 0 and 2.")]
    [InlineData(
        1.0,
        double.PositiveInfinity,
        "CDSL3024 MinSigma and MaxSigma must satisfy 0 < MinSigma <= MaxSigma and be finite; they are 1 and Infinity."
    )]
    [InlineData(1.0, 1.0, null)]
    public void Blur_Sigma_IsARange(double least, double most, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("GaussianBlur", ("MinSigma", least), ("MaxSigma", most)))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(128, "CDSL3007 Threshold must be between 0 and 1, as pixel values are here; it is 128. Use 0.5.")]
    [InlineData(192, "CDSL3007 Threshold must be between 0 and 1, as pixel values are here; it is 192. Use 0.75.")]
    [InlineData(-1, "CDSL3007 Threshold must be between 0 and 1, as pixel values are here; it is -1. Use 0.5.")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public void Solarize_Threshold_IsAPixelValue(double threshold, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("Solarize", ("Threshold", threshold))).ShouldReport(message);
    }

    [Theory]
    [InlineData(0, "CDSL1004 Bits must be between 1 and 8; it is 0.")]
    [InlineData(9, "CDSL1004 Bits must be between 1 and 8; it is 9.")]
    [InlineData(1, null)]
    [InlineData(7, null)]
    public void Posterize_Bits_AreThoseOfAByte(int bits, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("Posterize", ("Bits", bits))).ShouldReport(message);
    }

    [Theory]
    [InlineData(
        1.9,
        0.1,
        "CDSL3040 MinFactor and MaxFactor must satisfy 0 <= MinFactor <= MaxFactor <= 100; they are 1.9 and 0.1. Swap them."
    )]
    [InlineData(
        -0.1,
        1.9,
        "CDSL3040 MinFactor and MaxFactor must satisfy 0 <= MinFactor <= MaxFactor <= 100; they are -0.1 and 1.9."
    )]
    [InlineData(
        1.0,
        double.PositiveInfinity,
        "CDSL3040 MinFactor and MaxFactor must satisfy 0 <= MinFactor <= MaxFactor <= 100; they are 1 and Infinity."
    )]
    [InlineData(
        double.NaN,
        1.9,
        "CDSL3040 MinFactor and MaxFactor must satisfy 0 <= MinFactor <= MaxFactor <= 100; they are NaN and 1.9."
    )]
    [InlineData(
        1.0,
        100.1,
        "CDSL3040 MinFactor and MaxFactor must satisfy 0 <= MinFactor <= MaxFactor <= 100; they are 1 and 100.1."
    )]
    [InlineData(0.0, 0.0, null)]
    [InlineData(0.0, 100.0, null)]
    [InlineData(2.0, 2.0, null)]
    public void Sharpness_Factors_AreARangeFromZero(double least, double most, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("Sharpness", ("MinFactor", least), ("MaxFactor", most)))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(1.9, 0.1, "ClothesViews#2.MaxFactor", "ClothesViews#2.MinFactor")]
    [InlineData(-0.1, 1.9, "ClothesViews#2.MinFactor", "ClothesViews#2.MaxFactor")]
    public void Sharpness_Factors_AreReportedAtTheEndThatIsWrong(
        double least,
        double most,
        string place,
        string related
    )
    {
        Views(Word("RandomResizedCrop"), Word("Sharpness", ("MinFactor", least), ("MaxFactor", most)))
            .ShouldReportAt("CDSL3040", place, related);
    }

    [Fact]
    public void Normalize_MeansAndDeviations_PairUp()
    {
        Views(Word("RandomResizedCrop"), Word("Normalize", ("Mean", new[] { 0.5 }), ("Std", new[] { 0.2, 0.2, 0.2 })))
            .ShouldReport(
                "CDSL3008 [Normalize] has 1 mean but 3 deviations. Give one mean and one deviation for each channel."
            );
        Views(
                Word("RandomResizedCrop"),
                Word("Normalize", ("Mean", Array.Empty<double>()), ("Std", Array.Empty<double>()))
            )
            .ShouldReport(
                "CDSL3008 [Normalize] has 0 means but 0 deviations. Give one mean and one deviation for each channel."
            );
    }

    [Theory]
    [InlineData(
        0.0,
        "CDSL3026 Std must be greater than 0; it is 0. Use the deviation of pixel values between 0 and 1."
    )]
    [InlineData(
        -0.2,
        "CDSL3026 Std must be greater than 0; it is -0.2. Use the deviation of pixel values between 0 and 1."
    )]
    [InlineData(0.004, null)]
    public void Normalize_Deviation_IsPositive(double deviation, string? message)
    {
        Views(Word("RandomResizedCrop"), Word("Normalize", ("Mean", 0.5), ("Std", deviation))).ShouldReport(message);
    }

    [Theory]
    [InlineData("ColorJitter", true)]
    [InlineData("RandomGrayscale", true)]
    [InlineData("Solarize", true)]
    [InlineData("Posterize", true)]
    [InlineData("Sharpness", true)]
    [InlineData("AutoContrast", true)]
    [InlineData("RandomPhotometric", true)]
    [InlineData("GaussianBlur", false)]
    [InlineData("RandomHorizontalFlip", false)]
    public void Step_AfterNormalize_IsReportedWhereItNeedsPixelValues(string word, bool isReported)
    {
        var raw = Views(
            Word("RandomResizedCrop"),
            Word("Normalize", ("Mean", 0.5), ("Std", 0.2)),
            word == "ColorJitter" ? Word(word, ("Brightness", 0.4)) : Word(word)
        );

        raw.ShouldReport(
            isReported
                ? $"CDSL3010 [{word}] needs pixel values between 0 and 1 but comes after [Normalize]. Move it before [Normalize]."
                : null
        );
        if (isReported)
        {
            raw.ShouldReportAt("CDSL3010", "ClothesViews#3", "ClothesViews#2");
        }
    }

    [Fact]
    public void Crop_AfterAnotherStep_IsReportedAtTheCrop()
    {
        var raw = Views(Word("RandomHorizontalFlip"), Word("RandomGrayscale"), Word("RandomResizedCrop"));

        raw.ShouldReport(
            "CDSL3041 [RandomResizedCrop] comes after [RandomHorizontalFlip], so that images of a folder are cut to the square in their middle first: only a family that begins with the crop takes its rectangle from the whole image. Move it before [RandomHorizontalFlip]."
        );
        raw.ShouldReportAt("CDSL3041", "ClothesViews#3", "ClothesViews#1");
    }

    /// <summary>What stands before a crop may be meant so where it is the user's own; a family need not crop.</summary>
    [Fact]
    public void Crop_FirstOrAfterACustomTransformOrAbsent_IsRight()
    {
        var own = Word("Transform", ("Type", Class("Shift", Word("Transform"))));

        Views(Word("RandomResizedCrop"), Word("RandomHorizontalFlip")).ShouldReport(null);
        Views(own, Word("RandomHorizontalFlip"), Word("RandomResizedCrop")).ShouldReport(null);
        Views(Word("RandomHorizontalFlip"), Word("RandomGrayscale")).ShouldReport(null);
    }

    [Fact]
    public void Transform_TwiceInARow_IsReported()
    {
        var own = Word("Transform", ("Type", Class("Shift", Word("Transform"))));
        var other = Word("Transform", ("Type", Class("Turn", Word("Transform"))));

        Views(own, own).ShouldReport("CDSL3013 'Shift' is applied twice in a row in 'ClothesViews'. Remove one.");
        Views(own, other, own).ShouldReport(null);
    }

    public static TheoryData<string, string, double, bool> Chances =>
        new()
        {
            { "RandomHorizontalFlip", "Probability", 0, false },
            { "RandomHorizontalFlip", "Probability", 1, false },
            { "ColorJitter", "Brightness", 0, false },
            { "ColorJitter", "Brightness", 0.4, true },
            { "RandomResizedCrop", "MinScale", 1, false },
            { "RandomResizedCrop", "MinScale", 0.9, true },
            { "GaussianBlur", "Probability", 0, false },
            { "GaussianBlur", "Probability", 1, true },
            { "RandomGrayscale", "Probability", 0, false },
            { "Solarize", "Probability", 1, false },
            { "Posterize", "Probability", 1, false },
            { "Posterize", "Probability", 0.9, true },
            { "Posterize", "Bits", 1, true },
            { "Sharpness", "Probability", 0, false },
            { "Sharpness", "Probability", 1, true },
            { "Sharpness", "MinFactor", 1.9, true },
            { "AutoContrast", "Probability", 1, false },
            { "AutoContrast", "Probability", 0.9, true },
            { "RandomPhotometric", "Probability", 0, false },
            { "RandomPhotometric", "Probability", 1, true },
        };

    [Theory]
    [MemberData(nameof(Chances))]
    public void Family_WithoutChance_IsReported(string word, string setting, double value, bool isRandom)
    {
        var raw = Experiment(
            Encoder(Word("Conv", ("Channels", 8), ("Kernel", 3)), Word("Relu"), Word("GlobalAveragePool"))
                .With("Encoder", ("Channels", 3)),
            views: Views(Word(word, (setting, value)))
        );

        // A crop of the whole image resizes alone; another one beside it does not compile.
        var advice =
            word == "RandomResizedCrop"
                ? "Set for example MinScale = 0.2 on its [RandomResizedCrop], which takes the whole image."
                : "Add for example [RandomResizedCrop].";
        raw.ShouldReport(
            isRandom
                ? null
                : "CDSL2015 'ClothesViews' applies no random transform, so both views are identical and there is nothing to learn. "
                    + advice
        );
    }

    [Fact]
    public void Family_OfABlurOfASinglePixel_IsReported() =>
        Experiment(views: Views(Word("GaussianBlur", ("Kernel", 1))))
            .ShouldReport(
                "CDSL2015 'ClothesViews' applies no random transform, so both views are identical and there is nothing to learn. Add for example [RandomResizedCrop]."
            );

    [Fact]
    public void Family_WithoutSteps_IsReportedWhereItDrawsBothViews()
    {
        var bare = Class("Bare", Word("AugmentationFamily"));

        bare.ShouldReport(null);
        Experiment(views: bare).ShouldReportAt("CDSL2015", "ClothesSimClr#0.Views", "Bare#0");
        Experiment(views: Views(Word("RandomResizedCrop"))).With("SimClr", ("SecondViews", bare)).ShouldReport(null);
    }

    /// <summary>Of two families one may leave images as they are; what does nothing makes no difference.</summary>
    [Theory]
    [InlineData("RandomHorizontalFlip", "Probability", 0.0, true)]
    [InlineData("RandomHorizontalFlip", "Probability", 1.0, false)]
    [InlineData("RandomResizedCrop", "MinScale", 1.0, true)]
    [InlineData("RandomResizedCrop", "MinScale", 0.9, false)]
    [InlineData("Normalize", "Mean", 0.286, true)]
    public void Families_WithoutChance_AreReportedWhereTheyDoTheSame(
        string word,
        string setting,
        double value,
        bool isReported
    )
    {
        var normalize = Word("Normalize", ("Mean", 0.286), ("Std", 0.353));
        var second = word == "Normalize" ? Class("Second", Word("AugmentationFamily"), normalize) : Second();
        var raw = Experiment(views: Views(normalize)).With("SimClr", ("SecondViews", second));

        raw.ShouldReport(
            isReported
                ? "CDSL2015 'ClothesViews' applies no random transform and 'Second' none either, so both views are identical and there is nothing to learn. Add for example [RandomResizedCrop]."
                : null
        );
        if (isReported)
        {
            raw.ShouldReportAt("CDSL2015", "ClothesSimClr#0.Views", "ClothesViews#0");
        }

        RawClass Second() => Class("Second", Word("AugmentationFamily"), Word(word, (setting, value)), normalize);
    }

    [Theory]
    [InlineData(RandomSource.MaxDraws - 5, null)]
    [InlineData(
        RandomSource.MaxDraws - 4,
        "CDSL1004 Draws of all steps together must be between 0 and 262144; it is 262145."
    )]
    public void Family_OfManyDraws_IsReported(int draws, string? message)
    {
        var greedy = Class("Greedy", Word("Transform", ("Draws", draws)));

        Views(Word("RandomResizedCrop"), Word("Transform", ("Type", greedy))).ShouldReport(message);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Family_OfAStepWhoseDrawsAreFaulty_IsCountedAsFarAsItGoes(int draws)
    {
        var greedy = Class("Greedy", Word("Transform", ("Draws", draws)));
        var model = ViewsResolver.Resolve(
            Views(
                Word("RandomResizedCrop"),
                Word("Transform", ("Type", greedy)),
                Word("Solarize"),
                Word("Transform", ("Type", greedy))
            )
        );

        model.CountDraws().Should().Be(draws < 0 ? 0 : int.MaxValue);
        PartFindings.Of(model).Should().BeEmpty("the step's own class is at fault");
    }
}
