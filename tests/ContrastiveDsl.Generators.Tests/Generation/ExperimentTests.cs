using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ExperimentTests
{
    [Theory]
    [InlineData("[Sgd] [CosineSchedule(WarmupEpochs = 10, FinalLearningRate = 1e-5)]", "Sgd")]
    [InlineData("[Sgd(LearningRate = 0.06, Momentum = 0.95, Nesterov = true, WeightDecay = 5e-4, DecayBiasAndNorm = true)]", "SgdConstantRate")]
    [InlineData("[Adam(Beta1 = 0.95, Beta2 = 0.98, Epsilon = 1e-6)] [CosineSchedule]", "Adam")]
    [InlineData("[AdamW]", "AdamW")]
    [InlineData("[AdamW(WeightDecay = 0.04)] [CosineSchedule(WarmupEpochs = 10, FinalWeightDecay = 0.4)]", "AdamWDecaySchedule")]
    [InlineData("[Lars] [CosineSchedule(WarmupEpochs = 10)]", "Lars")]
    [InlineData("[Lars(LearningRate = 0.075, Scaling = LearningRateScaling.SquareRoot, Dialect = LarsDialect.SumOfNorms, ClipLearningRate = true, Nesterov = true)]", "LarsSquareRoot")]
    public Task SimClr_WithEachOptimizer_StatesItsSettings(string settings, string snapshot) => Generated.MatchesAsync(
        Sources.Parts + $$"""

        [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]
        {{settings}}
        public partial class ClothesSimClr;
        """,
        "SimClr." + snapshot,
        "Shop.ClothesSimClr");

    [Fact]
    public Task SimClr_WithSeparateViews_ForwardsOneAfterTheOther() => Generated.MatchesAsync(
        Sources.Parts + """

        [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss), SeparateViews = true)]
        [Training(Epochs = 10, BatchSize = 512, Seed = 123456789012)]
        [Adam]
        public partial class ClothesSimClr;
        """,
        "SimClr.SeparateViews",
        "Shop.ClothesSimClr");

    [Fact]
    public Task SimClr_WithOwnParts_CreatesAndCallsThem() => Generated.MatchesAsync(
        Sources.OwnParts,
        "SimClr.OwnParts",
        "Shop.OwnSimClr",
        "Shop.OwnSimClr.Definition");
}
