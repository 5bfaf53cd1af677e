using System.Globalization;
using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What <c>describe</c> says about each method's own.</summary>
public sealed class DescribeMethodTests
{
    private static readonly ExperimentModel Clothes = ModelBuilder.Clothes();

    private static HeadModel Predictor =>
        new HeadModel(ModelBuilder.Name("ClothesPredictor"), new PerceptronForm(Hidden: 256, StatedOutput: 64))
        {
            Role = DeclarationKind.Predictor,
        }.WithInput(64);

    [Fact]
    public void Describe_MoCo_ShowsQueueAndKeyNetwork()
    {
        var model = Clothes with
        {
            Method = new MoCoModel(Symmetric: true, Version: 2)
            {
                Memory = new(
                    new QueueModel(4096),
                    new MomentumModel(0.99, 1, MomentumSchedule.Constant, TargetStart.Copy)
                ),
            },
            Loss = new InfoNceLossModel(ModelBuilder.Name("QueueLoss"), 0.1) { Word = "InfoNceLoss" },
        };

        Describe(model)
            .Should()
            .Contain(
                "ClothesSimClr: MoCo v2, symmetric (He et al., 2019, arXiv:1911.05722; Chen et al., 2020, arXiv:2003.04297)"
            )
            .And.Contain("InfoNce, temperature 0.1")
            .And.Contain("4,096 per query, the queue")
            .And.Contain("256 × 4,096 floats, 4.0 MiB")
            .And.Contain("4,096 keys of 64 floats, 1.0 MiB")
            .And.Contain("momentum 0.99, constant; starts as a copy; 356,768 parameters more");
    }

    [Fact]
    public void Describe_MoCoV3_CountsTheKeysOfTheBatch()
    {
        var model = Predictive(
            new MoCoV3Model { Memory = new(new MomentumModel(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy)) },
            new MoCoV3LossModel(ModelBuilder.Name("Contrast"), 0.2) { Word = "MoCoV3Loss" }
        );

        Describe(model).Should().Contain("255 per query (B - 1 with B = 256 images)").And.Contain("256 × 256 floats");
    }

    [Fact]
    public void Describe_Byol_ShowsPredictorMomentumAndBothFamilies()
    {
        var second = Clothes.Views with
        {
            Type = ModelBuilder.Name("SecondViews"),
            Steps = new EquatableArray<TransformStep>(new RandomHorizontalFlipStep(0.25)),
        };
        var model = Predictive(
            new ByolModel { Memory = new(new MomentumModel(0.95, 1, MomentumSchedule.Cosine, TargetStart.Copy)) },
            new CosineLossModel(ModelBuilder.Name("TargetLoss")) { Word = "ByolLoss" }
        ) with
        {
            SecondViews = second,
        };

        Describe(model)
            .Should()
            .Contain("BYOL (Grill et al., 2020, arXiv:2006.07733)")
            .And.MatchRegex(@"Negatives\W+none")
            .And.Contain("momentum 0.95, rising to 1 along a cosine; starts as a copy")
            .And.Contain("ClothesPredictor")
            .And.Contain("prediction")
            .And.Contain("390,112, of which the encoder 306,784 and the heads 83,328")
            .And.MatchRegex(@"Second views\W+RandomHorizontalFlip, probability 0.25");
    }

    [Theory]
    [InlineData(RaftObjective.RunAway, "RAFT (Shi et al., 2020", "RAFT, alignment 4, cross-model 1")]
    [InlineData(RaftObjective.ByolPrime, "BYOL′ (Shi et al., 2020", "BYOL′, alignment 4, cross-model 1")]
    public void Describe_Raft_NamesTheObjective(RaftObjective objective, string title, string loss)
    {
        var model = Predictive(
            new RaftModel { Memory = new(new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Random)) },
            new RaftLossModel(ModelBuilder.Name("RunAway"), 4, 1, objective) { Word = "RaftLoss" }
        );

        Describe(model).Should().Contain(title).And.Contain(loss).And.Contain("starts as random weights of its own");
    }

    [Fact]
    public void Describe_SimSiam_HasNeitherNegativesNorAMomentumEncoder()
    {
        var model = Predictive(
            new SimSiamModel(ConstantPredictorRate: true),
            new CosineLossModel(ModelBuilder.Name("CosineLoss")) { Word = "NegativeCosineLoss" }
        );

        Describe(model)
            .Should()
            .Contain("SimSiam (Chen and He, 2020, arXiv:2011.10566)")
            .And.MatchRegex(@"Negatives\W+none")
            .And.NotContain("Momentum encoder");
    }

    [Theory]
    [InlineData(2, 510, "512 × 512 floats, 1.0 MiB")]
    [InlineData(3, 765, "768 × 768 floats")]
    public void Describe_SupCon_CountsTheViewsOfOtherClasses(int views, int negatives, string similarities)
    {
        var model = Clothes with { Method = new SupConModel(views), Loss = LabelLoss(SupConForm.Out) };

        Describe(model)
            .Should()
            .Contain("SupCon (Khosla et al., 2020, arXiv:2004.11362)")
            .And.Contain("SupCon (L_out), temperature 0.1, base temperature 0.07")
            .And.Contain($"up to {negatives} per view: those of other classes")
            .And.Contain(similarities);
        Describe(model with { Loss = LabelLoss(SupConForm.In) }).Should().Contain("SupCon (L_in)");
    }

    [Fact]
    public void Describe_InstanceDiscrimination_ShowsTheBankOfTheData()
    {
        var model = Banked(
            new InstanceDiscriminationModel(),
            NceLoss(),
            new BankModel(0.5, 4096, Distinct: false, ExcludePositive: false)
        );

        Describe(model)
            .Should()
            .Contain("Instance discrimination (Wu et al., 2018, arXiv:1805.01978)")
            .And.Contain("NCE, temperature 0.07, Z from the first batch")
            .And.Contain("4,096 per image, drawn from the memory bank")
            .And.Contain("256 × 4,097 floats")
            .And.Contain("an entry for each image, momentum 0.5");
        Describe(model with { Images = new ImagesModel(60_000, 10), Loss = NceLoss(5000) })
            .Should()
            .Contain("60,000 entries of 64 floats, 14.6 MiB, momentum 0.5")
            .And.Contain("Z 5000");
    }

    [Fact]
    public void Describe_AFullSoftmax_ComparesWithTheWholeBank()
    {
        var model = Banked(
            new InstanceDiscriminationModel(),
            SoftmaxLoss,
            new BankModel(0.5, 0, Distinct: false, ExcludePositive: false)
        );

        Describe(model)
            .Should()
            .Contain("every other entry of the memory bank")
            .And.NotContain("Similarities", "nobody knows how many entries there will be");
        Describe(model with { Images = new ImagesModel(60_000, 10) }).Should().Contain("256 × 60,000 floats, 58.6 MiB");
    }

    [Fact]
    public void Describe_PirlWithAJigsaw_ShowsPatchesAndTheirHead()
    {
        var views = Clothes.Views with
        {
            Type = ModelBuilder.Name("PatchViews"),
            Steps = new EquatableArray<TransformStep>(new RandomHorizontalFlipStep(0.25)),
        };
        var pretext = new PretextModel(PatchHead(4), views, new JigsawModel(2, 14, 2, 0.6));
        var model = Banked(
            new PirlModel(pretext, 0.5),
            SoftmaxLoss,
            new BankModel(0.5, 4096, Distinct: true, ExcludePositive: true) { Fill = true }
        );

        // A linear layer of 128 to 32 for each patch, then one of 4·32 to 64.
        var head = (128 * 32) + 32 + (128 * 64) + 64;
        ExperimentDescription
            .Of(model)
            .PatchHead!.Layers.Select(layer => $"{layer.What} {layer.Output} {layer.Parameters}")
            .Should()
            .Equal("PatchProjection 32 [N, 4, 32] 4128", "Concatenate [N, 128] 0", "Linear 64 [N, 64] 8256");
        Describe(model)
            .Should()
            .Contain("PIRL (Misra and van der Maaten, 2019, arXiv:1912.01991)")
            .And.Contain(
                "an entry for each image, momentum 0.5; begins with embeddings of the images; distinct negatives without the image's own entry"
            )
            .And.Contain("2 × 2 of 12×12 pixels in cells of 14, of a crop of 0.6 to 1; λ 0.5")
            .And.Contain("embedding of the patches")
            .And.Contain($"of which the encoder 306,784 and the heads {Number(49_984 + head)}")
            .And.MatchRegex(@"Patch views\W+RandomHorizontalFlip, probability 0.25");
    }

    [Fact]
    public void Describe_PirlWithARotation_IsOnePatch()
    {
        var pretext = new PretextModel(PatchHead(1), Clothes.Views, new RotationModel(28, 0.3));
        var model = Banked(
            new PirlModel(pretext, 0.25),
            NceLoss(),
            new BankModel(0.5, 4096, Distinct: false, ExcludePositive: true)
        );

        Describe(model)
            .Should()
            .Contain("a crop of 0.3 to 1, turned by quarters; λ 0.25")
            .And.Contain("momentum 0.5; negatives without the image's own entry");
    }

    [Theory]
    [InlineData(ContextKind.MaskedConvolution, 2, "masked convolution, 2 layers")]
    [InlineData(ContextKind.MaskedConvolution, 1, "masked convolution, 1 layer")]
    [InlineData(ContextKind.Gru, 2, "GRU")]
    public void Describe_Cpc_CountsTheParametersOfItsContextNetwork(ContextKind context, int layers, string words)
    {
        var model = Clothes with
        {
            Method = new CpcModel(new GridModel(10, 6), 3, context, layers),
            Loss = new BatchInfoNceLossModel(ModelBuilder.Name("PatchLoss"), 1, Symmetric: false, Normalize: false)
            {
                Word = "BatchInfoNceLoss",
            },
        };
        using var network = context == ContextKind.Gru ? (nn.Module)new GruContext(64) : new MaskedContext(64, layers);
        using var predictions = new PredictionMatrices(64, 64, 3);

        // Sixteen patches; one row ahead, the twelve of the last three rows are compared with each other.
        Describe(model)
            .Should()
            .Contain("CPC (van den Oord et al., 2018, arXiv:1807.03748)")
            .And.Contain("InfoNCE in the batch, temperature 1, raw inner products")
            .And.Contain($"4 × 4 of 10×10 pixels, 3 rows ahead, context {words}")
            .And.Contain("3,071 per prediction one row ahead: the patches of other places and images")
            .And.Contain("3,072 × 3,072 floats, 36.0 MiB")
            .And.Contain("[16N, 1, 10, 10]")
            .And.Contain("[N, 128, 3, 3]")
            .And.Contain("[N, 4, 4, 3, 64]")
            .And.Contain(
                $"of which the encoder 306,784 and the head, context network and predictions {Number(49_984 + Count(network) + Count(predictions))}"
            );
    }

    [Fact]
    public void Describe_EndToEnd_ShowsBothNetworks()
    {
        var model = Clothes with
        {
            Method = new EndToEndModel(
                new KeyNetworks(
                    Clothes.Encoder with
                    {
                        Type = ModelBuilder.Name("KeyNetwork"),
                    },
                    Clothes.Projector with
                    {
                        Type = ModelBuilder.Name("KeyHead"),
                    }
                )
            ),
            Loss = new BatchInfoNceLossModel(ModelBuilder.Name("KeyLoss"), 0.2, Symmetric: true, Normalize: true)
            {
                Word = "BatchInfoNceLoss",
            },
        };

        Describe(model)
            .Should()
            .Contain(
                "End-to-end contrast (Hadsell, Chopra and LeCun, 2006; He et al., 2019, arXiv:1911.05722, figure 2a)"
            )
            .And.Contain("InfoNCE in the batch, temperature 0.2, both directions")
            .And.Contain("255 per query (B - 1 with B = 256 images)")
            .And.Contain("256 × 256 floats")
            .And.Contain("KeyNetwork")
            .And.Contain("KeyHead")
            .And.Contain(
                $"{Number(2 * 356_768)}, of which the encoder 306,784 and heads and encoder of the keys {Number(356_768 + 49_984)}"
            )
            .And.NotContain("Momentum encoder");
    }

    [Theory]
    [InlineData(true, "pairwise contrastive, margin 1.5, unit vectors")]
    [InlineData(false, "pairwise contrastive, margin 1.5")]
    public void Describe_Siamese_CountsDissimilarPairs(bool normalize, string loss)
    {
        var model = Clothes with
        {
            Method = new SiameseModel(SimilarPairs.Views),
            Loss = new PairwiseContrastiveLossModel(ModelBuilder.Name("PairLoss"), 1.5, normalize)
            {
                Word = "PairwiseContrastiveLoss",
            },
        };

        var described = Describe(model);
        described
            .Should()
            .Contain("Siamese network (Chopra, Hadsell and LeCun, 2005; Hadsell, Chopra and LeCun, 2006)")
            .And.Contain(loss)
            .And.Contain("up to 255 dissimilar pairs per view (B - 1 with B = 256 images)");
        described.Contains("unit vectors", StringComparison.Ordinal).Should().Be(normalize);
    }

    [Fact]
    public void Describe_WhatTheLossComparesWith_HasTheMethodsWord()
    {
        const string Components = @"\W+64 × 64 floats, 16.0 KiB";
        const string Images = @"\W+256 × 256 floats, 256.0 KiB";
        var twins = Clothes with
        {
            Method = new BarlowTwinsModel(),
            Loss = new BarlowTwinsLossModel(ModelBuilder.Name("TwinLoss"), 0.0051) { Word = "BarlowTwinsLoss" },
        };
        var vicreg = Clothes with
        {
            Method = new VicregModel(),
            Loss = new VicregLossModel(ModelBuilder.Name("TermsLoss"), 25, 25, 1) { Word = "VicregLoss" },
        };
        var siamese = Clothes with
        {
            Method = new SiameseModel(SimilarPairs.Views),
            Loss = new PairwiseContrastiveLossModel(ModelBuilder.Name("PairLoss"), 1, Normalize: false)
            {
                Word = "PairwiseContrastiveLoss",
            },
        };

        Describe(twins).Should().MatchRegex("Correlations" + Components).And.NotContain("Similarities");
        Describe(vicreg).Should().MatchRegex("Covariances" + Components).And.NotContain("Similarities");
        Describe(siamese).Should().MatchRegex("Distances" + Images).And.NotContain("Similarities");
        Describe(Clothes).Should().MatchRegex(@"Similarities\W+512 × 512 floats, 1.0 MiB");
    }

    [Fact]
    public void Describe_Nnclr_ShowsItsSupportSet()
    {
        var model = Clothes with
        {
            Method = new NnclrModel { Memory = new(new SupportSetModel(4096)), Predictor = Predictor },
            Loss = new BatchInfoNceLossModel(ModelBuilder.Name("NeighborLoss"), 0.2, false, true)
            {
                Word = "BatchInfoNceLoss",
            },
        };

        Describe(model)
            .Should()
            .Contain("NNCLR (Dwibedi et al., 2021, arXiv:2104.14548)")
            .And.Contain("255 per neighbor (B - 1 with B = 256 images)")
            .And.MatchRegex(@"Support set\W+4,096 embeddings of 64 floats, 1.0 MiB");
    }

    /// <summary>The loss comes in chunks, but the search for neighbors does not.</summary>
    [Fact]
    public void Describe_NnclrOfALargeSupportSet_ShowsItsSimilaritiesWhole()
    {
        var model = Clothes with
        {
            Method = new NnclrModel { Memory = new(new SupportSetModel(1 << 17)), Predictor = Predictor },
        };

        Describe(model).Should().Contain("256 × 131,072 floats, 128.0 MiB").And.NotContain("chunks");
    }

    [Fact]
    public void Describe_Swav_ShowsHowABatchIsSharedOut()
    {
        var model = Clothes with
        {
            Method = new SwavModel(300, 0.05, 3, 1, 2) { Memory = new(new CodeQueueModel(1024)) },
            Loss = new SwavLossModel(ModelBuilder.Name("CodeLoss"), 0.1) { Word = "SwavLoss" },
        };

        Describe(model with { Method = new SwavModel(300, 0.05, 3, 1, 15) { Memory = new(new CodeQueueModel(1024)) } })
            .Should()
            .Contain("256 images shared out evenly among 300 prototypes")
            .And.Contain("the queue counts from epoch 15 on");
        Describe(model)
            .Should()
            .Contain("SwAV (Caron et al., 2020, arXiv:2006.09882)")
            .And.Contain("1,280 images, those of the queue with them, shared out evenly among 300 prototypes")
            .And.MatchRegex(@"Scores\W+1,280 × 300 floats")
            .And.Contain("300 unit vectors")
            .And.Contain("19,200");
    }

    [Fact]
    public void Describe_Dino_ShowsTeacherAndTargets()
    {
        var model = Clothes with
        {
            Method = new DinoModel(300, 0.07, 0.04, 3, 0.9, 1)
            {
                Memory = new(new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy)),
            },
            Loss = new DinoLossModel(ModelBuilder.Name("TeacherLoss"), 0.1) { Word = "DinoLoss" },
        };

        Describe(model)
            .Should()
            .Contain("DINO (Caron et al., 2021, arXiv:2104.14294)")
            .And.Contain("the teacher's distributions over 300 prototypes, which stay for the first epoch")
            .And.Contain("temperature 0.04 to 0.07 over 3 epochs, center of momentum 0.9")
            .And.Contain("momentum 0.996, rising to 1 along a cosine; starts as a copy")
            .And.MatchRegex(@"Scores\W+256 × 300 floats")
            .And.Contain("300 directions")
            .And.Contain("19,200");
    }

    [Fact]
    public void Describe_Distillation_ShowsTeacherAndQueue()
    {
        var model = Clothes with
        {
            Method = new DistillModel("runs/teacher", EquatableArray<double>.Empty, EquatableArray<double>.Empty, true)
            {
                Memory = new(new TeacherQueueModel(1024)),
            },
            Loss = new DistillLossModel(ModelBuilder.Name("StudentLoss"), 0.2, 0.01, 1, 0.5) { Word = "DistillLoss" },
        };

        Describe(model)
            .Should()
            .Contain("Distillation (SEED: Fang et al., 2021, arXiv:2101.04731)")
            .And.Contain("1,024 per image, the queue, each as near as the teacher has it")
            .And.Contain("'runs/teacher', which gives 64 numbers of the student's view")
            .And.Contain(
                "1 cross entropy of similarities, temperature 0.2, the teacher's 0.01, and 0.5 distance of features"
            )
            .And.Contain("1,024 embeddings of 64 floats")
            .And.MatchRegex(@"Similarities\W+256 × 1,024 floats");
    }

    private static SupConLossModel LabelLoss(SupConForm form) =>
        new(ModelBuilder.Name("LabelLoss"), 0.1, 0.07, form) { Word = "SupConLoss" };

    private static NceLossModel NceLoss(double partition = 0) =>
        new(ModelBuilder.Name("BankLoss"), 0.07, partition) { Word = "NceLoss" };

    private static LossModel SoftmaxLoss => new(ModelBuilder.Name("BankLoss"), 0.07) { Word = "MemorySoftmaxLoss" };

    private static HeadModel PatchHead(int patches) =>
        new HeadModel(ModelBuilder.Name("JigsawHead"), new PatchHeadForm(patches, Hidden: 32, StatedOutput: 64))
        {
            Role = DeclarationKind.PatchHead,
            IsInputInferred = true,
        }.WithInput(128);

    private static ExperimentModel Banked(MethodModel method, LossModel loss, BankModel bank) =>
        Clothes with
        {
            Method = method with { Memory = new(bank) },
            Loss = loss,
        };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static ExperimentModel Predictive(MethodModel method, LossModel loss) =>
        Clothes with
        {
            Method = method with { Predictor = Predictor },
            Loss = loss,
        };

    private static string Describe(ExperimentModel model)
    {
        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");
        run.Error.Should().NotContain("error");
        run.ExitCode.Should().Be(0);
        return run.Output;
    }
}
