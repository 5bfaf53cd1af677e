using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Messages say what is true of what their reader wrote, and all of it at once.</summary>
public sealed class MessageTests
{
    [Fact]
    public void Value_Forgotten_IsSaidToBeMissing()
    {
        Head(("Hidden", 8))
            .ShouldReport("CDSL1004 Output must be between 1 and 65536; it is not stated. Usual values are 64 to 256.");
        Head(("Hidden", 8), ("Output", 0))
            .ShouldReport("CDSL1004 Output must be between 1 and 65536; it is 0. Usual values are 64 to 256.");
        Class("Predictor", Word("PredictionHead"))
            .ShouldReport(
                "CDSL1004 Output must be between 1 and 65536; it is not stated. Usual is what the projector has."
            );
    }

    [Theory]
    [InlineData("Brightness", "CDSL3005 Brightness must be finite and 0 or more; it is Infinity.")]
    [InlineData("Hue", "CDSL3005 Hue must be between 0 and 0.5; it is Infinity. SimCLR uses 0.2 at full strength.")]
    public void Strength_Infinite_IsNotSaidToBeTooSmall(string setting, string message)
    {
        Views(Word("RandomResizedCrop"), Word("ColorJitter", (setting, double.PositiveInfinity))).ShouldReport(message);
    }

    [Fact]
    public void Temperature_Infinite_IsNotSaidToBeTooSmall()
    {
        Loss(double.PositiveInfinity)
            .ShouldReport(
                "CDSL2016 Temperature must be finite and greater than 0; it is Infinity. Usual values are 0.07 to 0.5."
            );
    }

    [Theory]
    [InlineData(new[] { 0.2, 0.0, -1.0 }, "greater than 0; 0 and -1 are among it")]
    [InlineData(new[] { 0.2, 0.2, double.PositiveInfinity }, "finite and greater than 0; it is Infinity")]
    public void Deviations_Wrong_AreAllNamed(double[] deviations, string said)
    {
        Views(Word("RandomResizedCrop"), Word("Normalize", ("Mean", new[] { 0.5, 0.5, 0.5 }), ("Std", deviations)))
            .ShouldReport($"CDSL3026 Std must be {said}. Use the deviation of pixel values between 0 and 1.");
    }

    [Theory]
    [InlineData(99.9, "0.999")]
    [InlineData(99.6, "0.996")]
    [InlineData(57.0, "0.57")]
    public void Guess_OfAPercentage_HasNoRoundingInIt(double written, string meant)
    {
        Method("MoCo", Word("MomentumEncoder", ("Momentum", written)))
            .ShouldReport(
                FormattableString.Invariant(
                    $"CDSL5005 Momentum must be between 0 and 1; it is {written}. Did you mean {meant}?"
                )
            );
        Views(Word("RandomResizedCrop"), Word("RandomGrayscale", ("Probability", written)))
            .ShouldReport(
                FormattableString.Invariant(
                    $"CDSL3004 Probability must be between 0 and 1; it is {written}. Did you mean {meant}?"
                )
            );
    }

    [Fact]
    public void Rate_Scaled_HasNoRoundingInIt()
    {
        var scaled = Experiment()
            .With("Adam", ("LearningRate", 0.3), ("Scaling", LearningRateScaling.Linear))
            .With("Training", ("BatchSize", 717));

        Findings
            .Messages(scaled)
            .Should()
            .Contain(message => message.Contains("0.840234375", StringComparison.Ordinal));
        Text.OfComputed(0.1 * 3).Should().Be("0.3");
        Text.OfComputed(double.PositiveInfinity).Should().Be("Infinity");
    }

    [Fact]
    public void Momentum_BothEndsWrong_AreReportedTogether()
    {
        Findings
            .Messages(
                Method(
                    "Byol",
                    Word(
                        "MomentumEncoder",
                        ("Momentum", -1.0),
                        ("FinalMomentum", 2.0),
                        ("Schedule", MomentumSchedule.Cosine)
                    )
                )
            )
            .Should()
            .BeEquivalentTo(
                "CDSL5005 Momentum must be between 0 and 1; it is -1. Usual values are 0.99 to 0.9999.",
                "CDSL5005 FinalMomentum must be between 0 and 1; it is 2. Usual is 1."
            );
    }

    [Fact]
    public void Schedule_SeveralSettingsWrong_AreReportedTogether()
    {
        Findings
            .Messages(
                Experiment().With("CosineSchedule", ("WarmupFraction", 2.0), ("WarmupEpochs", -1), ("DecayEpochs", 0))
            )
            .Should()
            .BeEquivalentTo(
                "CDSL4019 WarmupFraction must be at least 0 and less than 1; it is 2. For epochs use WarmupEpochs.",
                "CDSL4019 WarmupEpochs must be 0 or more; it is -1.",
                "CDSL4019 DecayEpochs must be 1 or more; it is 0. Leave it out to let the rate fall from the end of the warm-up on."
            );
    }

    [Fact]
    public void Patches_SeveralSettingsWrong_AreReportedTogether()
    {
        Findings
            .Messages(Method("Cpc").With("Cpc", ("Patch", 0), ("Stride", -1), ("Steps", 0)))
            .Should()
            .BeEquivalentTo(
                "CDSL3031 Patch must be from 1 to the 28 pixels of an image; it is 0.",
                "CDSL3031 Stride must be 1 or more; it is -1.",
                "CDSL3031 Steps must be 1 or more; it is 0."
            );
        Findings
            .Messages(Method("Pirl").With("Jigsaw", ("Cell", -2), ("Jitter", -1)))
            .Should()
            .BeEquivalentTo(
                "CDSL3031 Cell must be from 1 to 4096; it is -2.",
                "CDSL3031 Jitter must be 0 or more; it is -1."
            );
        Method("Pirl").With("Jigsaw", ("Cell", -2)).ShouldReport("CDSL3031 Cell must be from 1 to 4096; it is -2.");
    }

    [Fact]
    public void Colors_OfAPreset_AreSwitchedOffBesideIt()
    {
        Findings
            .Messages(Experiment(views: Preset(ViewsPreset.SimClrCifar10)))
            .Should()
            .BeEquivalentTo(
                "CDSL3011 The Saturation of [ColorJitter] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Write [ColorJitter(Brightness = 0.4, Contrast = 0.4, Probability = 0.8)] beside the preset.",
                "CDSL3011 [RandomGrayscale] in 'ClothesViews' does nothing to the images of 'ClothesEncoder', which have one channel. Write [RandomGrayscale(Probability = 0)] beside the preset."
            );
        Experiment(
                views: Preset(
                    ViewsPreset.SimClrCifar10,
                    Word("ColorJitter", ("Brightness", 0.4), ("Contrast", 0.4), ("Probability", 0.8)),
                    Word("RandomGrayscale", ("Probability", 0.0))
                )
            )
            .ShouldReport(null);
    }

    private static RawClass Preset(ViewsPreset preset, params RawAttribute[] steps) =>
        Class(
            "ClothesViews",
            [
                Word("AugmentationFamily", ("Preset", preset)),
                .. steps,
                Word("Normalize", ("Mean", 0.286), ("Std", 0.353)),
            ]
        );
}
