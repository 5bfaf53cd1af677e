using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class DescribeTests
{
    private static readonly ExperimentModel Clothes = ModelBuilder.Clothes();

    [Fact]
    public void Description_OfClothes_CountsParametersLayerByLayer()
    {
        var description = ExperimentDescription.Of(Clothes);

        // By hand: 9·32; 2·32; blocks 2·9·32² + 4·32; 9·32·64 + 9·64² + 32·64 + 6·64; 9·64·128 + 9·128² + 64·128 +
        // 6·128.
        description
            .Encoder.Layers.Select(layer => layer.Parameters)
            .Should()
            .Equal(288, 64, 0, 18_560, 57_728, 230_144, 0);
        description.Encoder.Parameters.Should().Be(306_784);
        description
            .Projector.Layers.Select(layer => layer.Parameters)
            .Should()
            .Equal((128 * 256) + 256, 512, 0, (256 * 64) + 64);
        description.Facts.Parameters.Should().Be(306_784 + 49_984);
    }

    [Fact]
    public void Description_OfClothes_FollowsTheShapes()
    {
        var description = ExperimentDescription.Of(Clothes);

        description
            .Encoder.Layers.Select(layer => layer.Output)
            .Should()
            .Equal(
                "[N, 32, 28, 28]",
                "[N, 32, 28, 28]",
                "[N, 32, 28, 28]",
                "[N, 32, 28, 28]",
                "[N, 64, 14, 14]",
                "[N, 128, 7, 7]",
                "[N, 128]"
            );
        description.Projector.Layers[^1].Output.Should().Be("[N, 64]");
    }

    [Fact]
    public void Description_OfATransformer_SaysWhatIsFixed()
    {
        var settings = new VisionTransformerForm(-1, 7, 32, 2, 4, 128, Positions.SinCos, true);
        var layers = VisionTransformerCatalogue.Layers(settings, 1, 28);
        var encoder = Clothes.Encoder with { Form = settings, Layers = layers, Features = 32 };

        var description = ExperimentDescription.Of(Clothes with { Encoder = encoder });

        description.Encoder.Title.Should().Be("ClothesEncoder (VisionTransformer, patches of 7×7)");
        description
            .Encoder.Layers.Select(layer => $"{layer.Name}: {layer.What} {layer.Output} {layer.Parameters}")
            .Should()
            .Equal(
                "conv_proj: PatchEmbedding 32, 7×7, frozen [N, 16, 32] 0",
                "class_token: ClassToken [N, 17, 32] 32",
                "encoder.pos_embedding: Positions, fixed sines and cosines [N, 17, 32] 0",
                "encoder.layers: 2 × TransformerBlock, 4 heads, MLP 128 [N, 17, 32] 25408",
                "encoder.ln: LayerNorm [N, 17, 32] 64",
                "output: TakeClassToken [N, 32] 0"
            );
    }

    [Theory]
    [InlineData(256, 510, 1_048_576)]
    [InlineData(2, 2, 64)]
    [InlineData(32768, 65534, 17_179_869_184)]
    public void Description_OfABatchSize_CountsNegativesAndSimilarities(int batchSize, int negatives, long bytes)
    {
        var description = ExperimentDescription.Of(
            Clothes with
            {
                Training = Clothes.Training with { BatchSize = batchSize },
            }
        );

        description.NegativesPerAnchor.Should().Be(negatives);
        description.SimilarityBytes.Should().Be(bytes);
    }

    [Fact]
    public void Description_OfACustomLoss_ClaimsNothingAboutNegatives()
    {
        var description = ExperimentDescription.Of(Clothes with { Loss = new LossModel(ModelBuilder.Name("Mine")) });

        description.NegativesPerAnchor.Should().BeNull();
        description.SimilarityBytes.Should().BeNull();
    }

    [Theory]
    [InlineData(LearningRateScaling.None, 512, 0.3)]
    [InlineData(LearningRateScaling.Linear, 512, 0.6)]
    [InlineData(LearningRateScaling.SquareRoot, 256, 4.8)]
    public void Description_OfAScaledRate_HasTheRateUsed(LearningRateScaling scaling, int batchSize, double expected)
    {
        var model = Clothes with
        {
            Training = Clothes.Training with { BatchSize = batchSize },
            Optimizer = Clothes.Optimizer with { LearningRate = 0.3, Scaling = scaling },
        };

        ExperimentDescription.Of(model).LearningRate.Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void Description_WithTwentyThousandImages_HasStepsAndWarmup()
    {
        var description = ExperimentDescription.Of(Clothes with { Images = new ImagesModel(20_000, 10) });

        description.Schedule.Should().Be(new DescribedSchedule(78, 390, 39));
    }

    [Theory]
    [InlineData(256, 1)]
    [InlineData(255, null)]
    public void Description_AroundOneBatchOfImages_HasStepsOnlyIfTheBatchIsFull(int images, int? stepsPerEpoch)
    {
        var description = ExperimentDescription.Of(Clothes with { Images = new ImagesModel(images, 0) });

        description.Schedule?.StepsPerEpoch.Should().Be(stepsPerEpoch);
        (description.Schedule is null).Should().Be(stepsPerEpoch is null);
    }

    [Fact]
    public void Describe_WithoutImages_SaysHowToLearnTheSteps()
    {
        var run = Invocation.Of(Definitions.Clothes, "describe", "ClothesSimClr");

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain(
                "unknown without the number of images: name the data with --data, or declare [Images(Count = ...)]"
            );
        run.Output.Should().Contain("warm-up over 10 % of the steps, then cosine to 0");
    }

    [Fact]
    public void Describe_DeclaredImages_ShowsAllThatFollows()
    {
        var model = Clothes with { Images = new ImagesModel(20_000, 10) };

        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Output.Should()
            .Contain("ClothesSimClr: SimCLR (Chen et al., 2020, arXiv:2002.05709)")
            .And.MatchRegex(@"block2\W+BasicBlock 64, stride 2\W+\[N, 64, 14, 14\]\W+57,728")
            .And.Contain("356,768, of which the encoder 306,784 and the head 49,984")
            .And.Contain("510 per anchor (2B - 2 with B = 256 images)")
            .And.Contain("512 × 512 floats, 1.0 MiB")
            .And.Contain("78 per epoch, 390 in 5 epochs (20,000 images, batches of 256)")
            .And.Contain("warm-up over 39 steps, then cosine to 0")
            .And.Contain("RandomResizedCrop to 28×28, area 0.5 to 1, ratio 0.75 to 1.33333")
            .And.Contain("ColorJitter brightness ±0.8, contrast ±0.8, probability 0.8")
            .And.Contain("Normalize mean 0.286, deviation 0.353");
    }

    [Theory]
    [InlineData(LarsDialect.NormOfSum, false, "trust coefficient 0.001, ratio by NormOfSum, weight decay")]
    [InlineData(
        LarsDialect.SumOfNorms,
        true,
        "trust coefficient 0.001, ratio by SumOfNorms, clipped at the learning rate, weight decay"
    )]
    public void Describe_Lars_ShowsDialectAndClipping(LarsDialect dialect, bool clip, string expected)
    {
        var lars = new LarsModel(
            new LarsAttribute
            {
                WeightDecay = 1e-4,
                Dialect = dialect,
                ClipLearningRate = clip,
            }
        );

        Invocation
            .Of([Definitions.Of(Clothes with { Optimizer = lars })], "describe", "ClothesSimClr")
            .Output.Should()
            .Contain(expected);
    }

    [Fact]
    public void Describe_Recipe_NamesItAndShowsTheRateOfItsBatch()
    {
        var model = Clothes with
        {
            Recipe = PaperRecipe.SimClrImageNet100,
            RecipeAttribute = 1,
            Loss = Clothes.Loss with { Temperature = 0.1 },
            Training = Clothes.Training with { BatchSize = 4096 },
            Optimizer = new LarsModel(new LarsAttribute()),
        };

        Invocation
            .Of([Definitions.Of(model)], "describe", "ClothesSimClr")
            .Output.Should()
            .Contain("SimClrImageNet100 (Chen et al., 2020, arXiv:2002.05709; google-research/simclr)")
            .And.Contain("4.8 (0.3 × 4,096 / 256)");
    }

    /// <summary>A part that several roles share is named once.</summary>
    [Fact]
    public void Describe_Presets_NamesTheirPapers()
    {
        var model = Clothes with
        {
            Projector = Clothes.Projector with
            {
                Form = ((PerceptronForm)Clothes.Projector.Form) with { Preset = HeadPreset.MoCoV2 },
            },
            Views = Clothes.Views with { Preset = ViewsPreset.SimSiamCifar10 },
            SecondViews = Clothes.Views with { Preset = ViewsPreset.SimSiamCifar10 },
        };

        DescriptionRows
            .Facts(ExperimentDescription.Of(model))
            .Take(3)
            .Should()
            .Equal(
                (
                    "Presets",
                    "MoCoV2 for ClothesProjector (Chen et al., 2020, arXiv:2003.04297; facebookresearch/moco builder.py)"
                ),
                ("", "SimSiamCifar10 for ClothesViews (Chen and He, 2020, arXiv:2011.10566, appendix)"),
                ("Trained parameters", "356,768, of which the encoder 306,784 and the head 49,984")
            );
        DescriptionRows.Facts(ExperimentDescription.Of(Clothes)).Should().NotContain(fact => fact.Name == "Presets");
    }

    [Fact]
    public void Describe_OverriddenSettings_UsesThem()
    {
        var model = Clothes with { Images = new ImagesModel(20_000, 10) };

        var run = Invocation.Of(
            [Definitions.Of(model)],
            "describe",
            "ClothesSimClr",
            "--batch-size",
            "128",
            "--epochs",
            "2"
        );

        run.Output.Should().Contain("156 per epoch, 312 in 2 epochs").And.Contain("254 per anchor");
    }

    [Fact]
    public void Describe_SplitBatchNorm_IsShownAtTheLayersThatItChanges()
    {
        EquatableArray<NamedLayer> layers = new(
            Clothes.Encoder.Layers.Select(layer =>
                layer with
                {
                    Layer = layer.Layer switch
                    {
                        BatchNormLayer norm => norm with { Splits = 8 },
                        BasicBlockLayer { Channels: 64 } block => block with { Splits = 8 },
                        _ => layer.Layer,
                    },
                }
            )
        );

        var run = Invocation.Of(
            [Definitions.Of(Clothes with { Encoder = Clothes.Encoder with { Layers = layers } })],
            "describe",
            "ClothesSimClr"
        );

        run.Output.Should()
            .Contain("BatchNorm, 8 splits")
            .And.Contain("BasicBlock 64, stride 2, 8 splits")
            .And.NotContain("BasicBlock 32, 8 splits");
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(null, false)]
    public void Describe_FinalWeightDecay_IsShownWhereItIsStated(double? final, bool shown)
    {
        var model = Clothes with
        {
            Schedule = (CosineScheduleModel)Clothes.Schedule! with { FinalWeightDecay = final },
        };

        var output = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr").Output;

        output
            .Contains("then cosine to 0; weight decay along a cosine from 0.0001 to 0.4", StringComparison.Ordinal)
            .Should()
            .Be(shown);
    }

    [Theory]
    [InlineData(null, "warm-up over 10 % of the steps, then cosine to 0")]
    [InlineData(1, "warm-up over 10 % of the steps, constant until the last epoch, then cosine to 0")]
    [InlineData(3, "warm-up over 10 % of the steps, constant until the last 3 epochs, then cosine to 0")]
    public void Describe_DecayEpochs_AreShownWhereTheyAreStated(int? epochs, string expected)
    {
        var model = Clothes with { Schedule = (CosineScheduleModel)Clothes.Schedule! with { DecayEpochs = epochs } };

        Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr").Output.Should().Contain(expected);
    }

    [Theory]
    [InlineData(null, "  cosine to 0")]
    [InlineData(1, "  constant until the last epoch, then cosine to 0")]
    public void Describe_NoWarmup_IsNotCalledOne(int? epochs, string expected)
    {
        var schedule = (CosineScheduleModel)Clothes.Schedule! with { WarmupFraction = 0, DecayEpochs = epochs };

        Invocation
            .Of([Definitions.Of(Clothes with { Schedule = schedule })], "describe", "ClothesSimClr")
            .Output.Should()
            .Contain(expected);
    }

    [Theory]
    [InlineData(0, new[] { 120, 160 }, "  times 0.1 after 120 and 160 epochs")]
    [InlineData(10, new[] { 120, 160 }, "  warm-up over 10 epochs, then times 0.1 after 120 and 160 epochs")]
    [InlineData(1, new[] { 1 }, "  warm-up over 1 epoch, then times 0.1 after 1 epoch")]
    public void Describe_Steps_AreNamed(int warmup, int[] milestones, string expected)
    {
        var schedule = new StepScheduleModel(new(milestones), 0.1, warmup);

        Invocation
            .Of([Definitions.Of(Clothes with { Schedule = schedule })], "describe", "ClothesSimClr")
            .Output.Should()
            .Contain(expected);
    }

    [Fact]
    public void Describe_LimitBelowTheDeclaredCount_CountsStepsOfTheLimit()
    {
        var model = Clothes with { Images = new ImagesModel(60_000, 10) };

        Invocation
            .Of([Definitions.Of(model)], "describe", "ClothesSimClr", "--limit", "20000")
            .Output.Should()
            .Contain("78 per epoch");
        Invocation
            .Of([Definitions.Of(model)], "describe", "ClothesSimClr", "--limit", "70000")
            .Output.Should()
            .Contain("234 per epoch");
    }

    [Fact]
    public void Describe_WithData_CountsItsImages()
    {
        using var folder = new StripesFolder(train: 200);

        var run = Invocation.Of([StripesExperiment.Definition], "describe", "Stripes", "--data", folder.Data);

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("3 per epoch, 6 in 2 epochs (200 images, batches of 64)");
    }

    [Fact]
    public void Describe_DataOfAnotherSize_IsRefused()
    {
        using var folder = new StripesFolder(side: 10);

        var run = Invocation.Of([StripesExperiment.Definition], "describe", "Stripes", "--data", folder.Data);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("10×10 pixels, but 'StripesEncoder' takes 8×8");
    }

    [Fact]
    public void Describe_ScaledRate_ShowsHowItCameAbout()
    {
        var model = Clothes with
        {
            Optimizer = Clothes.Optimizer with { LearningRate = 0.075, Scaling = LearningRateScaling.SquareRoot },
        };

        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");

        run.Output.Should().Contain("1.2 (0.075 × √256)");
    }

    [Fact]
    public void Describe_CustomEncoder_AdmitsThatParametersAreNotKnown()
    {
        var model = Clothes with
        {
            Encoder = Clothes.Encoder with
            {
                Form = new CustomEncoderForm(CustomConstructor.Device),
                Layers = EquatableArray<NamedLayer>.Empty,
            },
        };

        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");

        run.Output.Should()
            .Contain("ClothesEncoder (custom module)")
            .And.Contain("known when the custom module is built");
    }
}
