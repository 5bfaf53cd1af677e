using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What <c>describe</c> says of sizes that grow with the batch, however large it is.</summary>
public sealed class DescribeFiguresTests
{
    private static readonly ExperimentModel Clothes = ModelBuilder.Clothes();

    [Fact]
    public void Describe_MicroBatches_SaysHowManyPass() =>
        Describe(Clothes.Training with { BatchSize = 8192, MicroBatch = 256 })
            .Should()
            .Contain("32 of 256 images pass one after the other, twice; the loss sees all 8,192");

    [Fact]
    public void Describe_MicroBatchesOfAMean_SaysThatGradientsAddUp() =>
        Describe(
                Clothes with
                {
                    Method = new MoCoModel(Symmetric: false, Version: 2) { Memory = new(new QueueModel(4096)) },
                    Loss = new InfoNceLossModel(ModelBuilder.Name("QueueLoss"), 0.2) { Word = "InfoNceLoss" },
                    Training = Clothes.Training with { BatchSize = 8192, MicroBatch = 256 },
                }
            )
            .Should()
            .Contain("32 of 256 images pass one after the other; their gradients add up to those of 8,192")
            .And.Contain("256 × 4,096 floats");

    [Theory]
    [InlineData(2048, "4,096 × 4,096 floats, 64.0 MiB")]
    [InlineData(2049, "4,098 × 4,098 floats, in chunks of 16.0 MiB")]
    public void Describe_ALargeBatch_SaysThatSimilaritiesComeInChunks(int batch, string expected) =>
        Describe(Clothes.Training with { BatchSize = batch }).Should().Contain(expected);

    [Theory]
    [InlineData(65_536, "256 × 65,536 floats, 64.0 MiB")]
    [InlineData(65_537, "256 × 65,537 floats, in chunks of 16.0 MiB")]
    public void Describe_ALongQueue_SaysThatSimilaritiesComeInChunks(int keys, string expected) =>
        Describe(
                Clothes with
                {
                    Method = new MoCoModel(Symmetric: false, Version: 2) { Memory = new(new QueueModel(keys)) },
                    Loss = new InfoNceLossModel(ModelBuilder.Name("QueueLoss"), 0.2) { Word = "InfoNceLoss" },
                }
            )
            .Should()
            .Contain(expected);

    [Theory]
    [InlineData(SupConForm.Out, "10,000 × 10,000 floats, in chunks of 16.0 MiB")]
    [InlineData(SupConForm.In, "10,000 × 10,000 floats, 381.5 MiB")]
    public void Describe_AFormWithoutChunks_SaysThatSimilaritiesAreHeldAtOnce(SupConForm form, string expected) =>
        Describe(
                Clothes with
                {
                    Method = new SupConModel(2),
                    Loss = new SupConLossModel(ModelBuilder.Name("LabelLoss"), 0.1, 0.07, form) { Word = "SupConLoss" },
                    Training = Clothes.Training with { BatchSize = 5000 },
                }
            )
            .Should()
            .Contain(expected);

    /// <summary>No figure of it overflows, whatever the sizes, those that the rules refuse included.</summary>
    [Theory]
    [InlineData("SimClr")]
    [InlineData("SupCon")]
    [InlineData("Siamese")]
    [InlineData("MoCo")]
    [InlineData("MoCoV3")]
    [InlineData("Cpc")]
    [InlineData("InstanceDiscrimination")]
    public void Figures_OfSizesAtTheEdge_DoNotOverflow(string word)
    {
        MethodModel method = word switch
        {
            "SimClr" => new SimClrModel(SeparateViews: false),
            "SupCon" => new SupConModel(int.MaxValue),
            "Siamese" => new SiameseModel(SimilarPairs.Views),
            "MoCo" => new MoCoModel(Symmetric: true, Version: 2) { Memory = new(new QueueModel(int.MaxValue)) },
            "MoCoV3" => new MoCoV3Model(),
            "Cpc" => new CpcModel(new GridModel(1, 1), 4095, ContextKind.MaskedConvolution, 64),
            _ => new InstanceDiscriminationModel { Memory = new(new BankModel(0.5, 0, false, true)) },
        };
        var description = ExperimentDescription.Of(
            Clothes with
            {
                Method = method,
                Encoder = Clothes.Encoder with { ImageSize = 4096 },
                Projector = Clothes.Projector with { Form = Clothes.Projector.Form with { StatedOutput = 65_536 } },
                Training = new TrainingModel(int.MaxValue, int.MaxValue, 0),
                Images = new ImagesModel(int.MaxValue, 0),
            }
        );

        long?[] figures =
        [
            description.Facts.Parameters,
            description.Facts.FollowingParameters,
            description.NegativesPerAnchor,
            description.Similarities?.Rows,
            description.Similarities?.Columns,
            description.SimilarityBytes,
            description.Facts.QueueBytes,
            description.Facts.BankBytes,
            .. description.Facts.Networks.Select(network => (long?)network.Parameters),
            description.Schedule?.TotalSteps,
        ];
        figures.Should().OnlyContain(figure => figure == null || figure >= 0);
        description.Schedule!.TotalSteps.Should().Be(int.MaxValue);
        if (word is "SimClr" or "Cpc")
        {
            description.SimilarityBytes.Should().Be(long.MaxValue);
        }
    }

    private static string Describe(TrainingModel training) => Describe(Clothes with { Training = training });

    private static string Describe(ExperimentModel model) =>
        Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr").Output;
}
