using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Values that are legal one by one and mean nothing together, or in their scale.</summary>
public sealed class ScaleRuleTests
{
    [Theory]
    [InlineData("AdamW", 0.01, 99.0, "CDSL4025")]
    [InlineData("AdamW", 0.01, 100.0, "CDSL4023")]
    [InlineData("AdamW", 0.001, 0.5, null)]
    [InlineData("AdamW", 0.001, 0.51, "CDSL4025")]
    [InlineData("Sgd", 1.0, 0.01, "CDSL4024")]
    [InlineData("Sgd", 0.99, 0.01, null)]
    [InlineData("Sgd", 1.0, 3.8, "CDSL4023")]
    [InlineData("Sgd", 1.0, 3.7, "CDSL4025")]
    [InlineData("Adam", 0.001, 0.01, null)]
    [InlineData("Adam", 0.001, 0.011, "CDSL4025")]
    [InlineData("Lars", 0.3, 0.01, null)]
    [InlineData("Lars", 0.3, 0.011, "CDSL4025")]
    public void Decay_TimesRate_IsJudged(string word, double rate, double decay, string? id)
    {
        var raw = Experiment()
            .Without("Adam")
            .Plus(Word(word, ("LearningRate", rate), ("WeightDecay", decay), ("DecayBiasAndNorm", false)));

        Ids(raw).Should().Equal(id is null ? [] : [id]);
        if (id is not null)
        {
            raw.ShouldReportAt(
                id,
                "ClothesSimClr#3.WeightDecay",
                id == "CDSL4025" ? null : "ClothesSimClr#3.LearningRate"
            );
        }
    }

    /// <summary>Without momentum a step takes away what is written, and nothing swings.</summary>
    [Theory]
    [InlineData(1.0, "CDSL4023")]
    [InlineData(0.99, "CDSL4025")]
    public void Decay_WithoutMomentum_ErasesFromOneOn(double decay, string id)
    {
        Ids(
                Experiment()
                    .Without("Adam")
                    .Plus(Word("Sgd", ("LearningRate", 1.0), ("Momentum", 0.0), ("WeightDecay", decay)))
            )
            .Should()
            .Equal(id);
    }

    [Fact]
    public void Decay_AsItsComplement_IsGuessed()
    {
        Experiment()
            .With("Adam", ("WeightDecay", 0.9999))
            .ShouldReport(
                "CDSL4025 A weight decay of 0.9999 is far above what Adam is used with (0.000001 to 0.001). Did you mean 0.0001?"
            );
        Experiment()
            .With("Adam", ("WeightDecay", 0.89))
            .ShouldReport("CDSL4025 A weight decay of 0.89 is far above what Adam is used with (0.000001 to 0.001).");
    }

    [Theory]
    [InlineData("Adam", 1e-5, 256, null)]
    [InlineData("Adam", 9e-6, 256, "A learning rate of 9E-06 is far below what Adam is used with (0.0001 to 0.003).")]
    [InlineData("AdamW", 1e-5, 4096, null)]
    [InlineData("Sgd", 1e-3, 256, null)]
    [InlineData(
        "Sgd",
        9e-4,
        256,
        "A learning rate of 0.0009 is far below what SGD is used with at batches of 256 (0.01 to 0.5)."
    )]
    [InlineData("Sgd", 9e-4, 64, null)]
    [InlineData(
        "Sgd",
        0.015,
        4096,
        "A learning rate of 0.015 is far below what SGD is used with at batches of 4096 (0.16 to 8). Set Scaling = LearningRateScaling.Linear to raise it with the batch."
    )]
    [InlineData("Sgd", 2.0, 64, null)]
    [InlineData(
        "Sgd",
        2.1,
        64,
        "A learning rate of 2.1 is far above what SGD is used with at batches of 64 (0.0025 to 0.13)."
    )]
    [InlineData("Sgd", 4.0, 4096, null)]
    public void Rate_OfABatch_IsJudged(string word, double rate, int batch, string? message)
    {
        Experiment()
            .With("Training", ("BatchSize", batch))
            .Without("Adam")
            .Plus(Word(word, ("LearningRate", rate)))
            .ShouldReport(message is null ? null : "CDSL4007 " + message);
    }

    [Theory]
    [InlineData(0.3, 2048, null)]
    [InlineData(
        0.3,
        4096,
        "CDSL4007 A learning rate of 0.3 is far below what LARS is used with at batches of 4096 (3.2 to 24). Set Scaling = LearningRateScaling.Linear to raise it with the batch."
    )]
    [InlineData(
        51.0,
        4096,
        "CDSL4007 A learning rate of 51 is far above what LARS is used with at batches of 4096 (3.2 to 24)."
    )]
    public void Rate_OfLars_IsJudgedByItself(double rate, int batch, string? message)
    {
        Experiment()
            .With("Training", ("BatchSize", batch))
            .Without("Adam")
            .Plus(Word("Lars", ("LearningRate", rate), ("Scaling", LearningRateScaling.None)))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData("Sgd", "Momentum", 0.1, "0.9")]
    [InlineData("Sgd", "Momentum", 0.5, null)]
    [InlineData("Lars", "Momentum", 0.49, "0.51")]
    [InlineData("Adam", "Beta1", 0.1, "0.9")]
    [InlineData("Adam", "Beta1", 0.5, null)]
    [InlineData("AdamW", "Beta2", 0.001, "0.999")]
    public void Share_ThatKeepsLittle_IsGuessed(string word, string setting, double value, string? meant)
    {
        Experiment()
            .Without("Adam")
            .Plus(Word(word, (setting, value)))
            .ShouldReport(
                meant is null
                    ? null
                    : $"CDSL4026 {setting} is the share that is kept in a step here, and {Text.Of(value)} keeps little. Use {meant}."
            );
    }

    [Theory]
    [InlineData(0.9, 0.81, false)]
    [InlineData(0.9, 0.8, true)]
    [InlineData(0.999, 0.9, true)]
    public void Betas_SquaresForgottenFirst_AreReported(double beta1, double beta2, bool isReported)
    {
        var raw = Experiment().With("Adam", ("Beta1", beta1), ("Beta2", beta2));

        Ids(raw).Should().Equal(isReported ? ["CDSL4027"] : []);
    }

    [Theory]
    [InlineData(0.4, "CDSL5007", "")]
    [InlineData(0.1, "CDSL5007", " Did you mean 0.9?")]
    [InlineData(0.001, "CDSL5007", " Did you mean 0.999?")]
    public void EncoderMomentum_AsItsComplement_IsGuessed(double momentum, string id, string hint)
    {
        Findings
            .Messages(Method("MoCo", Word("MomentumEncoder", ("Momentum", momentum))))
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(id)
            .And.EndWith("Usual values are 0.99 to 0.9999." + hint);
    }

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(
        0.9,
        "CDSL1041 Momentum is the share of the newest batch in the running statistics here, and 0.9 leaves little of the others. Use 0.1."
    )]
    [InlineData(1.0, null)]
    public void BatchNormMomentum_AsItsComplement_IsGuessed(double momentum, string? message)
    {
        Encoder(
                Word("Conv", ("Channels", 8), ("Kernel", 3)),
                Word("BatchNorm", ("Momentum", momentum)),
                Word("Relu"),
                Word("GlobalAveragePool")
            )
            .ShouldReport(message);
    }

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
        "CDSL3034 Mean = 124 is no mean of pixel values, which lie between 0 and 1 here. Divide it by 255: 0.4863."
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
                : $"CDSL3033 The Contrast of [ColorJitter] needs 3 channels, red, green and blue, or 1, but 'ClothesEncoder' takes images of {has}. Remove it."
        );
        if (has is not null)
        {
            raw.ShouldReportAt("CDSL3033", "ClothesSimClr#0.Views", "ClothesViews#2");
        }
    }

    [Theory]
    [InlineData("RandomGrayscale", "Probability", "CDSL3033")]
    [InlineData("ColorJitter", "Hue", "CDSL3033")]
    [InlineData("ColorJitter", "Saturation", "CDSL3033")]
    [InlineData("ColorJitter", "Brightness", null)]
    [InlineData("Solarize", "Probability", null)]
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
            "CDSL3032 'SecondViews' does not normalise as 'ClothesViews' does, so the encoder sees the two views in different ranges. End both with the same [Normalize]."
        );
        raw.ShouldReportAt("CDSL3032", "ClothesSimClr#0.SecondViews", "SecondViews#0");
        Experiment().With("SimClr", ("SecondViews", SecondViews())).ShouldReport(null);
    }

    /// <summary>Each encoder has images in a range of its own.</summary>
    [Fact]
    public void SecondViews_OfAnEncoderOfTheirOwn_MayNormaliseOtherwise()
    {
        var other = Class("SecondViews", Word("AugmentationFamily"), Word("RandomResizedCrop"));
        var keys = GroupedEncoder() with { Type = Name("KeyNetwork") };

        Method("EndToEnd").With("EndToEnd", ("SecondViews", other), ("KeyEncoder", keys)).ShouldReport(null);
        Ids(Method("EndToEnd").With("EndToEnd", ("SecondViews", other))).Should().Equal("CDSL3032");
    }

    [Theory]
    [InlineData("SimClr", true)]
    [InlineData("SupCon", true)]
    [InlineData("MoCo", true)]
    [InlineData("MoCoV3", true)]
    [InlineData("InstanceDiscrimination", true)]
    [InlineData("EndToEnd", true)]
    public void Projector_OfASingleComponent_HasNoDirections(string word, bool isReported)
    {
        var raw = Method(word).With(word, ("Projector", Head(("Layers", 1), ("Output", 1))));

        Ids(raw).Contains("CDSL2043").Should().Be(isReported);
        Ids(Method(word).With(word, ("Projector", Head(("Layers", 1), ("Output", 2))))).Should().NotContain("CDSL2043");
    }

    [Theory]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void Prediction_OfASingleComponent_HasNoDirections(string word)
    {
        Ids(
                Method(word)
                    .With(
                        word,
                        ("Projector", Head(("Hidden", 8), ("Output", 1))),
                        ("Predictor", Predictor(("Hidden", 8), ("Output", 1)))
                    )
            )
            .Should()
            .Contain("CDSL2043");
    }

    [Theory]
    [InlineData(true, "CDSL2043")]
    [InlineData(false, null)]
    public void Projector_OfRawDistances_MayHaveASingleComponent(bool normalize, string? id)
    {
        var loss = LossOf("PairwiseContrastiveLoss", ("Normalize", normalize));

        Ids(Method("Siamese").With("Siamese", ("Projector", Head(("Hidden", 8), ("Output", 1))), ("Loss", loss)))
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData("Conv", false)]
    [InlineData("Relu", true)]
    [InlineData("MaxPool", true)]
    [InlineData("BasicBlock", true)]
    [InlineData("GroupNorm", true)]
    [InlineData("BatchNorm", false)]
    public void Encoder_OfLinearLayersAlone_IsReported(string word, bool bends)
    {
        var layer = word switch
        {
            "Conv" => Word("Conv", ("Channels", 8), ("Kernel", 3)),
            "BasicBlock" => Word("BasicBlock", ("Channels", 8)),
            "GroupNorm" => Word("GroupNorm", ("Groups", 4)),
            "MaxPool" => Word("MaxPool", ("Kernel", 2)),
            _ => Word(word),
        };
        var raw = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 3)), layer, Word("GlobalAveragePool"));

        raw.ShouldReport(
            bends
                ? null
                : "CDSL1040 'ClothesEncoder' has no activation, so that all its layers together are one linear map. Add [Relu] behind each [Conv] and each [Linear] but the last."
        );
    }

    [Fact]
    public void Encoder_FlattenAndLinear_IsLinear()
    {
        Encoder(Word("Flatten"), Word("Dropout", ("Probability", 0.5)), Word("Linear", ("Features", 64)))
            .ShouldReportAt("CDSL1040", "ClothesEncoder#0");
        Encoder(Word("Flatten")).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        "Alignment",
        "CDSL2044 With Alignment = 0 the views of an image are never compared. Set it greater than 0; both are 1 in the paper."
    )]
    [InlineData(
        "CrossModel",
        "CDSL2044 With CrossModel = 0 the target network is out of the loss, and nothing keeps all embeddings from becoming one point. Set it greater than 0; both are 1 in the paper."
    )]
    public void Raft_TermSwitchedOff_IsReported(string setting, string message)
    {
        LossOf("RaftLoss", (setting, 0.0)).ShouldReport(message);
        LossOf("RaftLoss", (setting, 0.01)).ShouldReport(null);
    }

    [Theory]
    [InlineData(0.0, "the head of patches")]
    [InlineData(1.0, "the projector of images")]
    [InlineData(0.01, null)]
    [InlineData(0.99, null)]
    public void Pirl_TermSwitchedOff_IsReported(double lambda, string? head)
    {
        Method("Pirl")
            .With("Pirl", ("Lambda", lambda))
            .ShouldReport(
                head is null
                    ? null
                    : $"CDSL2045 Lambda = {Text.Of(lambda)} switches a term off, and with it {head}, which no gradient reaches. Use a weight between 0 and 1; 0.5 in the paper."
            );
    }

    [Theory]
    [InlineData(
        0.0,
        "CDSL2052 With CovarianceWeight = 0 all components may become the same number. Set it greater than 0; 1 in the paper."
    )]
    [InlineData(0.01, null)]
    public void Vicreg_WithoutCovariance_IsReported(double weight, string? message)
    {
        LossOf("VicregLoss", ("CovarianceWeight", weight)).ShouldReport(message);
    }

    [Theory]
    [InlineData("SupCon", 1, "CDSL2046")]
    [InlineData("SupCon", 2, null)]
    [InlineData("SupCon", 0, null)]
    [InlineData("SimClr", 1, null)]
    public void Labels_OfOneClass_TellNothingApart(string word, int classes, string? id)
    {
        Ids(Method(word, Word("Images", ("Count", 60000), ("Classes", classes))))
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    /// <summary>Where it is known what the labels are, they are counted.</summary>
    [Fact]
    public void Labels_OfOpenedImages_AreNotJudgedByTheirNumber()
    {
        Method("SupCon").Opened(new ImagesModel(60000, 1, 1, 28, 28)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1_048_576, null)]
    [InlineData(1_048_577, "CDSL4018 BatchSize must be at most 1048576; it is 1048577.")]
    [InlineData(int.MaxValue, "CDSL4018 BatchSize must be at most 1048576; it is 2147483647.")]
    public void BatchSize_BeyondAllDevices_IsRefused(int batch, string? message)
    {
        Method("Byol").With("Training", ("BatchSize", batch)).ShouldReport(message);
    }

    [Theory]
    [InlineData("Kernel", 4097, "CDSL1004 Kernel must be between 1 and 4096; it is 4097.")]
    [InlineData("Padding", 4097, "CDSL1004 Padding must be between 0 and 4096; it is 4097.")]
    public void Convolution_BeyondImages_IsRefused(string setting, int value, string message)
    {
        Encoder().With("Conv", (setting, value)).ShouldReport(message);
    }

    /// <summary>Ten billion weights are a mistake, and several such layers are more than 64 bits count.</summary>
    [Theory]
    [InlineData(65_536, null)]
    [InlineData(65_537, "CDSL1004 Hidden must be between 1 and 65536; it is 65537.")]
    public void Hidden_AsWideAsItsInput_IsBounded(int input, string? message)
    {
        Head(("Input", input), ("Output", 64)).ShouldReport(message);
        Head(("Input", input), ("Hidden", 256), ("Output", 64)).ShouldReport(null);
        Head(("Input", input), ("Layers", 1), ("Output", 64)).ShouldReport(null);
    }

    private static IEnumerable<string> Ids(RawClass raw) => Findings.Messages(raw).Select(message => message[..8]);
}
