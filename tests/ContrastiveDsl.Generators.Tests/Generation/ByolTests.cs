using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of BYOL.</summary>
public sealed class ByolTests
{
    [Fact]
    public Task Byol_WithACosine_MovesTheTargetAfterTheOptimizer() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [Byol(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(TargetLoss))]
                [Lars(LearningRate = 0.2)] [CosineSchedule(WarmupEpochs = 10)]
                public partial class ClothesByol;
                """,
            "Byol.Cosine",
            "Shop.ClothesByol"
        );
}
