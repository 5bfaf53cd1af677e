using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Catalogue;

/// <summary>Recipes are the rows of the papers, and give way to what is written.</summary>
public sealed class RecipeTests
{
    private const string All = ", all decay";

    /// <summary>
    /// Epochs × batch; optimizer, rate by scaling, decay; schedule; encoder momentum; queue; temperature.
    /// </summary>
    public static TheoryData<PaperRecipe, string> Rows =>
        new()
        {
            {
                PaperRecipe.SimClrImageNet100,
                "100 × 4096; Lars 0.3 Linear = 4.8, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; τ 0.1"
            },
            {
                PaperRecipe.SimClrCifar10,
                "1000 × 512; Lars 1 Linear = 2, decay 0.0001, momentum 0.9, trust 0.001; warm-up 10; τ 0.5"
            },
            {
                PaperRecipe.MoCoV2ImageNet200,
                "200 × 256; Sgd 0.03 Linear = 0.03, decay 0.0001, momentum 0.9"
                    + All
                    + "; warm-up 0; m 0.999 Constant; K 65536; τ 0.2"
            },
            {
                PaperRecipe.MoCoCifar10,
                "200 × 512; Sgd 0.03 Linear = 0.06, decay 0.0005, momentum 0.9"
                    + All
                    + "; warm-up 0; m 0.99 Constant; K 4096; τ 0.1"
            },
            {
                PaperRecipe.MoCoV3ResNet100,
                "100 × 4096; Lars 0.6 Linear = 9.6, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.99 Cosine to 1; τ 1"
            },
            {
                PaperRecipe.MoCoV3ResNet300,
                "300 × 4096; Lars 0.3 Linear = 4.8, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.99 Cosine to 1; τ 1"
            },
            {
                PaperRecipe.MoCoV3ResNet1000,
                "1000 × 4096; Lars 0.3 Linear = 4.8, decay 1.5E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.996 Cosine to 1; τ 1"
            },
            {
                PaperRecipe.MoCoV3ViT300,
                "300 × 4096; AdamW 0.00015 Linear = 0.0024, decay 0.1, betas 0.9 0.999"
                    + All
                    + "; warm-up 40; m 0.99 Cosine to 1; τ 0.2"
            },
            {
                PaperRecipe.ByolImageNet40,
                "40 × 4096; Lars 0.45 Linear = 7.2, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.97 Cosine to 1"
            },
            {
                PaperRecipe.ByolImageNet100,
                "100 × 4096; Lars 0.45 Linear = 7.2, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.99 Cosine to 1"
            },
            {
                PaperRecipe.ByolImageNet300,
                "300 × 4096; Lars 0.3 Linear = 4.8, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.99 Cosine to 1"
            },
            {
                PaperRecipe.ByolImageNet1000,
                "1000 × 4096; Lars 0.2 Linear = 3.2, decay 1.5E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.996 Cosine to 1"
            },
            {
                PaperRecipe.SimSiamImageNet100,
                "100 × 512; Sgd 0.05 Linear = 0.1, decay 0.0001, momentum 0.9" + All + "; warm-up 0"
            },
            {
                PaperRecipe.SimSiamCifar10,
                "800 × 512; Sgd 0.03 Linear = 0.06, decay 0.0005, momentum 0.9" + All + "; warm-up 0"
            },
            {
                PaperRecipe.RaftCifar10,
                "1000 × 512; Adam 0.0003 None = 0.0003, decay 0, betas 0.9 0.999; constant; m 0.996 Cosine to 1"
            },
            {
                PaperRecipe.DinoViT100,
                "100 × 512; AdamW 0.0005 Linear = 0.001, decay 0.04, betas 0.9 0.999; warm-up 10, rate to 1E-06, decay to 0.4; m 0.996 Cosine to 1; τ 0.1"
            },
            {
                PaperRecipe.MaeViT800,
                "800 × 4096; AdamW 0.00015 Linear = 0.0024, decay 0.05, betas 0.9 0.95; warm-up 40"
            },
            {
                PaperRecipe.SwavImageNet200,
                "200 × 4096; Lars 4.8 None = 4.8, decay 1E-06, momentum 0.9, trust 0.001 SumOfNorms"
                    + All
                    + "; warm-up 10, rate to 0.0048; τ 0.1"
            },
            {
                PaperRecipe.SwavImageNet800,
                "800 × 4096; Lars 4.8 None = 4.8, decay 1E-06, momentum 0.9, trust 0.001 SumOfNorms"
                    + All
                    + "; warm-up 10, rate to 0.0048; τ 0.1"
            },
            {
                PaperRecipe.VicregImageNet100,
                "100 × 512; Lars 0.3 Linear = 0.6, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10, rate to 0.0006"
            },
            {
                PaperRecipe.VicregImageNet1000,
                "1000 × 2048; Lars 0.2 Linear = 1.6, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10, rate to 0.0016"
            },
            {
                PaperRecipe.SupConCifar10,
                "1000 × 1024; Sgd 0.5 None = 0.5, decay 0.0001, momentum 0.9"
                    + All
                    + "; warm-up 10, rate to 0.0005; τ 0.1"
            },
            {
                PaperRecipe.PirlImageNet200,
                "200 × 1024; Sgd 0.03 Linear = 0.12, decay 0.0001, momentum 0.9; warm-up 0, rate to 0.00012; K 32000, m 0.5; τ 0.07"
            },
            {
                PaperRecipe.PirlImageNet800,
                "800 × 1024; Sgd 0.03 Linear = 0.12, decay 0.0001, momentum 0.9; warm-up 0, rate to 0.00012; K 32000, m 0.5; τ 0.07"
            },
            {
                PaperRecipe.MoCoV1ImageNet200,
                "200 × 256; Sgd 0.03 Linear = 0.03, decay 0.0001, momentum 0.9"
                    + All
                    + "; warm-up 0, × 0.1 at 120 160; m 0.999 Constant; K 65536; τ 0.07"
            },
            {
                PaperRecipe.InstanceDiscriminationImageNet200,
                "200 × 256; Sgd 0.03 None = 0.03, decay 0.0001, momentum 0.9"
                    + All
                    + "; warm-up 0, × 0.1 at 120 160; K 4096, m 0.5; τ 0.07"
            },
            {
                PaperRecipe.InstanceDiscriminationCifar10,
                "200 × 128; Sgd 0.03 None = 0.03, decay 0.0005, momentum 0.9"
                    + All
                    + "; warm-up 0, × 0.1 at 120 160; K 0, m 0.5; τ 0.1"
            },
            {
                PaperRecipe.SimMimViT800,
                "800 × 2048; AdamW 5E-05 Linear = 0.0004, decay 0.05, betas 0.9 0.999; warm-up 10, × 0.1 at 700"
            },
            {
                PaperRecipe.BarlowTwinsImageNet1000,
                "1000 × 2048; Lars 0.2 Linear = 1.6, decay 1E-06, momentum 0.9, trust 0.001, biases × 0.024; warm-up 10, rate to 0.0016"
            },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Recipe_AloneOnAnExperiment_IsThePapersRow(PaperRecipe recipe, string row)
    {
        var raw = Experiment(recipe);

        raw.ShouldReport(null);
        Line(raw).Should().Be(row);
    }

    [Fact]
    public void Rows_EveryRecipe_IsAmongThem()
    {
        Rows.Select(row => (PaperRecipe)row[0]).Should().Equal(Enum.GetValues<PaperRecipe>());
        RecipeCatalogue.All.Select(entry => entry.Recipe).Should().Equal(Enum.GetValues<PaperRecipe>());
        RecipeCatalogue.All.Should().OnlyContain(entry => entry.Source.Contains("arXiv:"));
    }

    [Fact]
    public void Recipe_SettingsBesideIt_WinOneByOne()
    {
        var raw = Experiment(PaperRecipe.ByolImageNet300)
            .Plus(
                Word("Training", ("Epochs", 50), ("Seed", 7)),
                Word("Lars", ("LearningRate", 0.4)),
                Word("MomentumEncoder", ("Momentum", 0.98))
            );

        raw.ShouldReport(null);
        Line(raw)
            .Should()
            .Be(
                "50 × 4096; Lars 0.4 Linear = 6.4, decay 1E-06, momentum 0.9, trust 0.001; warm-up 10; m 0.98 Cosine to 1"
            );
        Resolve.Experiment(raw)!.Training.Seed.Should().Be(7);
    }

    [Fact]
    public void Recipe_OtherOptimizerBesideIt_TakesTheWholePlace()
    {
        var raw = Experiment(PaperRecipe.ByolImageNet300).Plus(Word("Adam", ("LearningRate", 1e-3)));

        raw.ShouldReport(null);
        Line(raw)
            .Should()
            .Be("300 × 4096; Adam 0.001 None = 0.001, decay 0, betas 0.9 0.999; warm-up 10; m 0.99 Cosine to 1");
    }

    [Fact]
    public void Recipe_OtherScheduleBesideIt_TakesTheWholePlace()
    {
        var cosine = Experiment(PaperRecipe.MoCoV1ImageNet200).Plus(Word("CosineSchedule"));
        var steps = Experiment(PaperRecipe.ByolImageNet300)
            .Plus(Word("StepSchedule", ("Milestones", new[] { 200 }), ("Factor", 0.5)));

        cosine.ShouldReport(null);
        Line(cosine).Should().Contain("; warm-up 0; m 0.999");
        steps.ShouldReport(null);
        Line(steps).Should().Contain("; warm-up 0, × 0.5 at 200; m 0.99");
    }

    [Fact]
    public void Recipe_FactorBesideIt_KeepsItsMilestones()
    {
        var raw = Experiment(PaperRecipe.MoCoV1ImageNet200).Plus(Word("StepSchedule", ("Factor", 0.2)));

        raw.ShouldReport(null);
        Line(raw).Should().Contain("× 0.2 at 120 160");
    }

    /// <summary>What comes from the recipe alone is reported there.</summary>
    [Fact]
    public void Recipe_FewerEpochsThanItsMilestones_IsReportedAtBoth()
    {
        Experiment(PaperRecipe.MoCoV1ImageNet200)
            .Plus(Word("Training", ("Epochs", 130)))
            .ShouldReportAt("CDSL4038", "Shoes#1.Milestones", "Shoes#2.Epochs");
    }

    [Fact]
    public void Recipe_WarmupAsAShareBesideIt_ReplacesItsEpochs()
    {
        var raw = Experiment(PaperRecipe.ByolImageNet300).Plus(Word("CosineSchedule", ("WarmupFraction", 0.05)));

        raw.ShouldReport(null);
        Resolve
            .Experiment(raw)!
            .Schedule.Should()
            .Match<CosineScheduleModel>(schedule => schedule.WarmupFraction == 0.05 && schedule.WarmupEpochs == 0);
    }

    /// <summary>What comes from the recipe alone is reported there; what is written, where it is written.</summary>
    [Fact]
    public void Recipe_FewerEpochsThanItsWarmup_IsReportedAtBoth()
    {
        Experiment(PaperRecipe.ByolImageNet300)
            .Plus(Word("Training", ("Epochs", 5)))
            .ShouldReportAt("CDSL4010", "Shoes#1.WarmupEpochs", "Shoes#2.Epochs");
    }

    [Fact]
    public void Recipe_QueueBelowItsBatch_IsReportedAtTheQueue()
    {
        Experiment(PaperRecipe.MoCoCifar10)
            .Plus(Word("NegativeQueue", ("Size", 256)))
            .ShouldReport(
                "CDSL5002 A queue of 256 keys cannot hold the 512 keys of a step. Use 512 or more; 4096 is usual for small data sets."
            );
    }

    [Theory]
    [InlineData(
        PaperRecipe.ByolImageNet40,
        "CDSL2034 PaperRecipe.ByolImageNet40 is a recipe of BYOL, but 'Shoes' is SimSiam. Use PaperRecipe.SimSiamImageNet100 or PaperRecipe.SimSiamCifar10."
    )]
    [InlineData(PaperRecipe.SimSiamCifar10, null)]
    public void Recipe_OfAnotherMethod_IsAnError(PaperRecipe recipe, string? message)
    {
        Experiment("SimSiam", recipe, 0).ShouldReport(message);
    }

    [Theory]
    [InlineData(
        1,
        PaperRecipe.MoCoV2ImageNet200,
        "CDSL2034 PaperRecipe.MoCoV2ImageNet200 is a recipe of MoCo v2, but 'Shoes' is MoCo v1. Use PaperRecipe.MoCoCifar10 or PaperRecipe.MoCoV1ImageNet200."
    )]
    [InlineData(1, PaperRecipe.MoCoCifar10, null)]
    [InlineData(2, PaperRecipe.MoCoCifar10, null)]
    public void Recipe_OfAnotherVersion_IsAnError(int version, PaperRecipe recipe, string? message)
    {
        Experiment("MoCo", recipe, version).ShouldReport(message);
    }

    [Theory]
    [InlineData(
        0.2,
        "CDSL2035 PaperRecipe.SimClrCifar10 has a temperature of 0.5, but 'ClothesLoss' has 0.2. Set Temperature = 0.5 there."
    )]
    [InlineData(0.5, null)]
    public void Recipe_LossOfAnotherTemperature_IsAWarning(double temperature, string? message)
    {
        var raw = Declare
            .Experiment(loss: Loss(temperature))
            .Without("Training")
            .Without("Adam")
            .Without("CosineSchedule")
            .Plus(Word("Recipe", ("Recipe", PaperRecipe.SimClrCifar10)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2035", "ClothesSimClr#1.Recipe", "ClothesLoss#0.Temperature");
        }
    }

    [Fact]
    public void Recipe_NotDefined_IsReported()
    {
        Experiment("SimSiam", (PaperRecipe)99, 0).ShouldReportAt("CDSL0015", "Shoes#1.Recipe");
    }

    /// <summary>
    /// The right recipe would bring the queue and the optimizer: that they are missing is no second fault.
    /// </summary>
    [Fact]
    public void Recipe_OfAnotherMethod_IsTheOnlyFault()
    {
        Experiment("MoCo", PaperRecipe.SimClrCifar10, 2).ShouldReportAt("CDSL2034", "Shoes#1.Recipe");
        Experiment("MoCo", (PaperRecipe)99, 2).ShouldReportAt("CDSL0015", "Shoes#1.Recipe");
    }

    private static RawClass Experiment(PaperRecipe recipe)
    {
        var entry = RecipeCatalogue.Find(recipe)!;
        return Experiment(entry.Method.Word, recipe, version: entry.Variant == MoCo.Variant(1) ? 1 : 2);
    }

    /// <summary>An experiment of a method with the loss of the recipe, and no settings but the recipe's.</summary>
    private static RawClass Experiment(string word, PaperRecipe recipe, int version)
    {
        var method = MethodCatalogue.Find(word)!;
        var loss = LossOf(method, recipe);
        var temperature = RecipeCatalogue.Find(recipe)?.Temperature ?? 0;
        var layers = word == "MoCo" && version == 1 ? 1 : 2;
        List<(string Name, object Value)> parts =
        [
            ("Encoder", word == "MoCo" ? Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8))) : EncoderOf(method)),
            ("Views", Views()),
            (
                "Loss",
                Class(
                    "ShoesLoss",
                    loss.HasTemperature && temperature > 0
                        ? Word(loss.Word, ("Temperature", temperature))
                        : Word(loss.Word)
                )
            ),
        ];
        if (method.HasProjector)
        {
            parts.Add(
                (
                    "Projector",
                    Head(("Output", 64), ("Layers", layers), ("Norm", word == "MoCo" ? Norm.None : Norm.Batch))
                )
            );
        }

        if (method.HasPretext)
        {
            parts.AddRange([("PatchHead", PatchHead()), ("PatchViews", PatchFamily())]);
        }

        if (method.HasPredictor)
        {
            parts.Add(("Predictor", Class("ShoesPredictor", Word("PredictionHead", ("Hidden", 16), ("Output", 64)))));
        }

        if (HasTwoFamilies(word))
        {
            parts.Add(("SecondViews", SecondViews()));
        }

        if (word == "MoCo")
        {
            parts.Add(("Version", version));
        }

        RawAttribute[] jigsaw = method.HasPretext ? [Word("Jigsaw")] : [];
        return Class("Shoes", [Word(method.Word, [.. parts]), Word("Recipe", ("Recipe", recipe)), .. jigsaw]);
    }

    /// <summary>Of a memory bank's losses the one that takes as many negatives as the recipe has.</summary>
    private static Loss LossOf(Method method, PaperRecipe recipe) =>
        RecipeCatalogue.Find(recipe)?.Settings.FirstOrDefault(setting => setting.Is<MemoryBankAttribute>()) is { } bank
        && bank.Bind<MemoryBankAttribute>().Negatives == 0
            ? InstanceDiscrimination.MemorySoftmax
            : method.Loss;

    private static RawClass EncoderOf(Method method) =>
        !method.HasProjector ? Transformer()
        : method.HasPretext ? GroupedEncoder()
        : Encoder();

    private static string Line(RawClass raw)
    {
        var experiment = Resolve.Experiment(raw)!;
        var parts = new List<string>
        {
            $"{experiment.Training.Epochs} × {experiment.Training.BatchSize}",
            Optimizer(experiment),
            experiment.Schedule is { } schedule ? Schedule(schedule) : "constant",
        };
        if (experiment.Momentum is { } momentum)
        {
            parts.Add(
                FormattableString.Invariant($"m {momentum.Momentum} {momentum.Schedule}")
                    + (
                        momentum.Schedule == MomentumSchedule.Cosine
                            ? FormattableString.Invariant($" to {momentum.FinalMomentum}")
                            : string.Empty
                    )
            );
        }

        if (experiment.Queue is { } queue)
        {
            parts.Add($"K {queue.Size}");
        }

        if (experiment.Bank is { } bank)
        {
            parts.Add(FormattableString.Invariant($"K {bank.Negatives}, m {bank.Momentum}"));
        }

        if (RecipeCatalogue.Find(experiment.Recipe!.Value) is { Temperature: > 0 } entry)
        {
            parts.Add(FormattableString.Invariant($"τ {entry.Temperature}"));
        }

        return string.Join("; ", parts);
    }

    private static string Schedule(ScheduleModel schedule) =>
        schedule switch
        {
            CosineScheduleModel cosine => Schedule(cosine),
            StepScheduleModel steps => FormattableString.Invariant(
                $"warm-up {steps.WarmupEpochs}, × {steps.Factor} at {string.Join(' ', steps.Milestones)}"
            ),
            _ => schedule.ToString(),
        };

    private static string Schedule(CosineScheduleModel schedule) =>
        FormattableString.Invariant($"warm-up {schedule.WarmupEpochs}")
        + (schedule.FinalLearningRate > 0 ? FormattableString.Invariant($", rate to {schedule.FinalLearningRate}") : "")
        + (schedule.FinalWeightDecay is { } decay ? FormattableString.Invariant($", decay to {decay}") : "");

    private static string Optimizer(ExperimentModel experiment)
    {
        var optimizer = experiment.Optimizer;
        var rate = Math.Round(optimizer.EffectiveLearningRate(experiment.Training.BatchSize), 12);
        var own = optimizer switch
        {
            LarsModel lars => FormattableString.Invariant($"momentum {lars.Momentum}, trust {lars.TrustCoefficient}")
                + (lars.Dialect == LarsDialect.NormOfSum ? "" : " " + lars.Dialect)
                + (lars.BiasRate < 1 ? FormattableString.Invariant($", biases × {lars.BiasRate}") : ""),
            SgdModel sgd => FormattableString.Invariant($"momentum {sgd.Momentum}"),
            AdaptiveOptimizerModel adam => FormattableString.Invariant($"betas {adam.Beta1} {adam.Beta2}"),
            _ => optimizer.Facts.Name,
        };
        return FormattableString.Invariant(
                $"{optimizer.Facts.Word} {optimizer.LearningRate} {optimizer.Scaling} = {rate}, decay {optimizer.WeightDecay}, {own}"
            ) + (optimizer.DecayBiasAndNorm ? All : string.Empty);
    }
}
