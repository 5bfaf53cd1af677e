using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

public sealed class ExperimentResolutionTests
{
    [Fact]
    public void Experiment_AllParts_AreBound()
    {
        var experiment = Resolve.Experiment(Experiment())!;

        experiment.Method.Should().Be(new SimClrModel(SeparateViews: false));
        experiment.Encoder.Features.Should().Be(32);
        experiment.Projector.Input.Should().Be(32);
        experiment.Views.Steps.Select(step => step.Draws).Should().Equal(5, 0);
        experiment
            .Loss.Should()
            .Be(
                new NtXentLossModel(Name("ClothesLoss"), 0.2)
                {
                    Word = "NtXentLoss",
                    Attribute = 0,
                    Stated = StatedSettings.Of(Word("NtXentLoss", ("Temperature", 0.2))),
                }
            );
        experiment.Training.Should().Be(new TrainingModel(5, 256, 1) { Attribute = 1 });
        experiment.Schedule.Should().Be(new CosineScheduleModel(0.1, 0, 0) { Attribute = 3 });
        experiment.CropSize.Should().Be(28);
        experiment.Images.Should().BeNull();
    }

    [Fact]
    public void Parts_OfAnAnalysis_AreTheModelsOfTheirOwnAnalyses()
    {
        var keys = GroupedEncoder() with { Type = Name("Keys") };
        var keyHead = Head(("Input", 32), ("Output", 64)) with { Type = Name("KeyHead") };
        var second = Views() with { Type = Name("Second") };
        ShouldShareParts(
            Method("EndToEnd")
                .With("EndToEnd", ("KeyEncoder", keys), ("KeyProjector", keyHead), ("SecondViews", second)),
            experiment =>
                [experiment.KeyEncoder, experiment.KeyProjector, experiment.SecondViews, experiment.Projector],
            "Keys",
            "KeyHead",
            "Second",
            "ClothesProjector"
        );
        ShouldShareParts(
            Method("Byol").With("Byol", ("Predictor", Predictor(("Input", 64), ("Output", 64)))),
            experiment => [experiment.Encoder, experiment.Views, experiment.Loss, experiment.Predictor],
            "ClothesEncoder",
            "ClothesViews",
            "MethodLoss",
            "ClothesPredictor"
        );
        ShouldShareParts(
            Method("Pirl").With("Pirl", ("PatchHead", PatchHead(("Input", 32), ("Output", 64)))),
            experiment => [experiment.Pretext!.Head, experiment.Pretext.Views],
            "JigsawHead",
            "PatchViews"
        );
    }

    [Fact]
    public void KeyEncoder_ThatIsTheEncoder_IsOneModel()
    {
        var named = Resolve.Experiment(Method("EndToEnd").With("EndToEnd", ("KeyEncoder", GroupedEncoder())))!;

        named.KeyEncoder.Should().BeSameAs(named.Encoder);
        named.Should().Be(Resolve.Experiment(Method("EndToEnd")), "left out, it is the encoder too");
    }

    [Fact]
    public void Schedule_FinalWeightDecayOfZero_IsNotTheSameAsNone()
    {
        Cosine(Experiment()).FinalWeightDecay.Should().BeNull();
        Cosine(Experiment().With("CosineSchedule", ("FinalWeightDecay", 0.0))).FinalWeightDecay.Should().Be(0);
    }

    /// <summary>What is no negative number to a rule is none to the library either.</summary>
    [Fact]
    public void Zero_ThatIsWrittenWithASign_HasNone()
    {
        var raw = Experiment().With("CosineSchedule", ("WarmupFraction", -0.0));

        double.IsNegative(Cosine(raw).WarmupFraction).Should().BeFalse();
        double.IsNegative(RawArgument.Of("Mean", [0.5, -0.0]).Numbers[1]).Should().BeFalse();
        RawArgument.Of("Threshold", -0.5).Number.Should().Be(-0.5);
    }

    [Fact]
    public void Schedule_DecayEpochs_AreNoneUnlessStated()
    {
        Cosine(Experiment()).DecayEpochs.Should().BeNull();
        Cosine(Experiment().With("CosineSchedule", ("DecayEpochs", 2))).DecayEpochs.Should().Be(2);
    }

    [Fact]
    public void Schedule_Steps_HasThemAndATenthUnlessStated()
    {
        var raw = Experiment().Without("CosineSchedule").Plus(Word("StepSchedule", ("Milestones", new[] { 2, 4 })));

        Resolve.Experiment(raw)!.Schedule.Should().Be(new StepScheduleModel(new(2, 4), 0.1, 0) { Attribute = 3 });
        Resolve
            .Experiment(raw.With("StepSchedule", ("Factor", 0.5), ("WarmupEpochs", 1)))!
            .Schedule.Should()
            .Be(new StepScheduleModel(new(2, 4), 0.5, 1) { Attribute = 3 });
    }

    private static CosineScheduleModel Cosine(RawClass raw) =>
        Resolve.Experiment(raw)!.Schedule.Should().BeOfType<CosineScheduleModel>().Which;

    [Fact]
    public void Experiment_NothingStated_HasTheDefaultsOfTheAttributes()
    {
        var experiment = Resolve.Experiment(Experiment().Without("Training").Without("CosineSchedule"))!;

        experiment.Training.Should().Be(new TrainingModel(100, 256, 0));
        experiment.Schedule.Should().BeNull();
        ((SimClrModel)experiment.Method).SeparateViews.Should().BeFalse();
    }

    [Theory]
    [InlineData("Encoder")]
    [InlineData("Projector")]
    [InlineData("Views")]
    [InlineData("Loss")]
    public void Experiment_PartOfAnotherKind_IsNotResolved(string part)
    {
        Resolve.Experiment(Experiment().With("SimClr", (part, Class("Nothing")))).Should().BeNull();
    }

    [Fact]
    public void Optimizer_EachKind_HasItsDefaults()
    {
        Optimizer("Sgd").Should().Be(new SgdModel(Common(new SgdAttribute(), 0.03)) { Momentum = 0.9, Attribute = 3 });
        Optimizer("Adam")
            .Should()
            .Be(
                new AdamModel(Common(new AdamAttribute(), 1e-3))
                {
                    Beta1 = 0.9,
                    Beta2 = 0.999,
                    Epsilon = 1e-8,
                    Attribute = 3,
                }
            );
        Optimizer("AdamW")
            .Should()
            .Be(
                new AdamWModel(Common(new AdamWAttribute(), 1e-3, decay: 0.01))
                {
                    Beta1 = 0.9,
                    Beta2 = 0.999,
                    Epsilon = 1e-8,
                    Attribute = 3,
                }
            );
        Optimizer("Lars")
            .Should()
            .Be(
                new LarsModel(Common(new LarsAttribute(), 0.3, LearningRateScaling.Linear, 1e-6))
                {
                    Momentum = 0.9,
                    TrustCoefficient = 1e-3,
                    Dialect = LarsDialect.NormOfSum,
                    Attribute = 3,
                }
            );
    }

    [Fact]
    public void Optimizer_EverySettingStated_IsRead()
    {
        (string, object)[] common =
        [
            ("LearningRate", 0.2),
            ("Scaling", LearningRateScaling.SquareRoot),
            ("WeightDecay", 0.3),
            ("DecayBiasAndNorm", true),
        ];
        (string, object)[] momentum = [.. common, ("Momentum", 0.4), ("Nesterov", true)];
        (string, object)[] adaptive = [.. common, ("Beta1", 0.5), ("Beta2", 0.6), ("Epsilon", 0.7)];

        Optimizer("Sgd", momentum)
            .Should()
            .BeEquivalentTo(
                new
                {
                    LearningRate = 0.2,
                    Scaling = LearningRateScaling.SquareRoot,
                    WeightDecay = 0.3,
                    DecayBiasAndNorm = true,
                    Momentum = 0.4,
                    Nesterov = true,
                }
            );
        Optimizer(
                "Lars",
                [
                    .. momentum,
                    ("TrustCoefficient", 0.8),
                    ("BiasRate", 0.6),
                    ("Dialect", LarsDialect.SumOfNorms),
                    ("ClipLearningRate", true),
                ]
            )
            .Should()
            .BeEquivalentTo(
                new
                {
                    LearningRate = 0.2,
                    Momentum = 0.4,
                    Nesterov = true,
                    TrustCoefficient = 0.8,
                    BiasRate = 0.6,
                    Dialect = LarsDialect.SumOfNorms,
                    ClipLearningRate = true,
                }
            );
        Optimizer("AdamW", adaptive)
            .Should()
            .BeEquivalentTo(
                new
                {
                    LearningRate = 0.2,
                    DecayBiasAndNorm = true,
                    Beta1 = 0.5,
                    Beta2 = 0.6,
                    Epsilon = 0.7,
                }
            );
    }

    [Theory]
    [InlineData(LearningRateScaling.None, 0.3)]
    [InlineData(LearningRateScaling.Linear, 1.2)]
    [InlineData(LearningRateScaling.SquareRoot, 9.6)]
    public void EffectiveLearningRate_Batch1024_IsScaled(LearningRateScaling scaling, double expected)
    {
        Optimizer("Lars", ("Scaling", scaling)).EffectiveLearningRate(1024).Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void Views_EveryStep_IsReadInOrder()
    {
        var own = Class("Shift", Word("Transform", ("Draws", 3)));
        var views = Resolve.Views(
            Views(
                Word("RandomResizedCrop", ("Size", 24)),
                Word("RandomHorizontalFlip"),
                Word("ColorJitter", ("Hue", 0.1)),
                Word("RandomGrayscale"),
                Word("GaussianBlur"),
                Word("Solarize"),
                Word("Posterize"),
                Word("Sharpness"),
                Word("AutoContrast"),
                Word("RandomPhotometric"),
                Word("Transform", ("Type", own)),
                Word("Normalize", ("Mean", new[] { 0.1, 0.2, 0.3 }), ("Std", new[] { 0.4, 0.5, 0.6 }))
            )
        );

        views
            .Steps.Should()
            .Equal(
                new RandomResizedCropStep(24, 0.08, 1, 3.0 / 4, 4.0 / 3) { Attribute = 1 },
                new RandomHorizontalFlipStep(0.5) { Attribute = 2 },
                new ColorJitterStep(0, 0, 0, 0.1, 1) { Attribute = 3 },
                new RandomGrayscaleStep(0.2) { Attribute = 4 },
                new GaussianBlurStep(23, 0.1, 2, 0.5) { Attribute = 5 },
                new SolarizeStep(0.5, 0.2) { Attribute = 6 },
                new PosterizeStep(4, 0.5) { Attribute = 7 },
                new SharpnessStep(0.1, 1.9, 0.5) { Attribute = 8 },
                new AutoContrastStep(0.5) { Attribute = 9 },
                new RandomPhotometricStep(0.66) { Attribute = 10 },
                new CustomTransformStep(Name("Shift"), 3) { Attribute = 11 },
                new NormalizeStep(new EquatableArray<double>(0.1, 0.2, 0.3), new EquatableArray<double>(0.4, 0.5, 0.6))
                {
                    Attribute = 12,
                }
            );
        views.Steps.Select(step => step.Draws).Should().Equal(5, 1, 6, 1, 2, 1, 1, 2, 1, 4, 3, 0);
        views.StatedCropSize.Should().Be(24);
    }

    /// <summary>The settings that every optimizer has, whatever their defaults are.</summary>
    private static TAttribute Common<TAttribute>(
        TAttribute attribute,
        double rate,
        LearningRateScaling scaling = LearningRateScaling.None,
        double decay = 0
    )
        where TAttribute : OptimizerAttribute
    {
        attribute.LearningRate = rate;
        attribute.Scaling = scaling;
        attribute.WeightDecay = decay;
        attribute.DecayBiasAndNorm = false;
        return attribute;
    }

    private static OptimizerModel Optimizer(string word, params (string Name, object Value)[] arguments) =>
        Resolve.Experiment(Experiment().Without("Adam").Plus(Word(word, arguments)))!.Optimizer;

    /// <summary>A class is read once: an experiment holds what the analyses of its parts hold.</summary>
    private static void ShouldShareParts(
        RawClass raw,
        Func<ExperimentModel, IReadOnlyList<DeclaredModel?>> select,
        params string[] names
    )
    {
        // Heads that state their input are not changed by what they stand behind.
        var word = raw.Attributes[0].Name;
        var analysis = ClassAnalysis.Of(raw.With(word, ("Projector", Head(("Input", 32), ("Output", 64)))));
        var parts = select(analysis.Declared.Experiment!);

        parts.Select(part => part!.Type.Name).Should().Equal(names);
        foreach (var part in parts)
        {
            var models = analysis.Part(part!.Type)!.Declared;
            DeclaredModel?[] declared = [models.Encoder, models.Head, models.Views, models.Loss];
            declared.Should().ContainSingle(model => ReferenceEquals(model, part), part.Type.Name);
        }
    }
}
