using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What <c>describe</c> says about each method's own.</summary>
public sealed class DescribeMethodTests
{
    private static readonly ExperimentModel Clothes = ModelBuilder.Clothes();

    private static HeadModel Predictor => new(
        ModelBuilder.Name("ClothesPredictor"),
        PartKind.Catalogue,
        Input: 64,
        Hidden: 256,
        ModelBuilder.Chain(
            FeatureShape.Vector(64),
            ("0", new LinearLayer(256, Bias: false)),
            ("1", new BatchNormLayer()),
            ("2", new ReluLayer()),
            ("3", new LinearLayer(64, Bias: true))),
        Output: 64)
    {
        Role = HeadRole.Prediction,
        StatedOutput = 64,
    };

    [Fact]
    public void Describe_MoCo_ShowsQueueAndKeyNetwork()
    {
        var model = Clothes with
        {
            Method = MethodKind.MoCo,
            Version = 2,
            Symmetric = true,
            Loss = new LossModel(ModelBuilder.Name("QueueLoss"), PartKind.Catalogue, "InfoNce", 0.1),
            Queue = new QueueModel(4096),
            Momentum = new MomentumModel(0.99, 1, MomentumSchedule.Constant, TargetStart.Copy),
        };

        Describe(model).Should().Contain("ClothesSimClr: MoCo v2, symmetric (He et al., 2019, arXiv:1911.05722; Chen et al., 2020, arXiv:2003.04297)")
            .And.Contain("InfoNce, temperature 0.1")
            .And.Contain("4,096 per query, the queue")
            .And.Contain("256 × 4,097 floats, 4.0 MiB")
            .And.Contain("4,096 keys of 64 floats, 1.0 MiB")
            .And.Contain("momentum 0.99, constant; starts as a copy; 356,768 parameters more");
    }

    [Fact]
    public void Describe_MoCoV3_CountsTheKeysOfTheBatch()
    {
        var model = Predictive(MethodKind.MoCoV3, new LossModel(ModelBuilder.Name("Contrast"), PartKind.Catalogue, "MoCoV3", 0.2)) with
        {
            Momentum = new MomentumModel(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy),
        };

        Describe(model).Should().Contain("255 per query (B - 1 with B = 256 images)").And.Contain("256 × 256 floats");
    }

    [Fact]
    public void Describe_Byol_ShowsPredictorMomentumAndBothFamilies()
    {
        var second = Clothes.Views with { Type = ModelBuilder.Name("SecondViews"), Steps = new EquatableArray<TransformStep>(new RandomHorizontalFlipStep(0.25)) };
        var model = Predictive(MethodKind.Byol, new LossModel(ModelBuilder.Name("TargetLoss"), PartKind.Catalogue, "Byol", 0)) with
        {
            Momentum = new MomentumModel(0.95, 1, MomentumSchedule.Cosine, TargetStart.Copy),
            SecondViews = second,
        };

        Describe(model).Should().Contain("BYOL (Grill et al., 2020, arXiv:2006.07733)")
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
        var model = Predictive(MethodKind.Raft, new LossModel(ModelBuilder.Name("RunAway"), PartKind.Catalogue, "Raft", 0) { Alignment = 4, CrossModel = 1, Objective = objective }) with
        {
            Momentum = new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Random),
        };

        Describe(model).Should().Contain(title).And.Contain(loss).And.Contain("starts as random weights of its own");
    }

    [Fact]
    public void Describe_SimSiam_HasNeitherNegativesNorAMomentumEncoder()
    {
        var model = Predictive(MethodKind.SimSiam, new LossModel(ModelBuilder.Name("CosineLoss"), PartKind.Catalogue, "NegativeCosine", 0));

        Describe(model).Should().Contain("SimSiam (Chen and He, 2020, arXiv:2011.10566)").And.MatchRegex(@"Negatives\W+none").And.NotContain("Momentum encoder");
    }

    private static ExperimentModel Predictive(MethodKind method, LossModel loss) => Clothes with { Method = method, Loss = loss, Predictor = Predictor };

    private static string Describe(ExperimentModel model)
    {
        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");
        run.Error.Should().NotContain("error");
        run.ExitCode.Should().Be(0);
        return run.Output;
    }
}
