using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of BYOL.</summary>
public sealed class ByolTests
{
    [Fact]
    public Task Byol_WithACosine_MovesTheTargetAfterTheOptimizer() =>
        Generated.MatchesAsync(
            MethodSources.Predictive(
                "Byol",
                "TargetLoss",
                "[Lars(LearningRate = 0.2)] [CosineSchedule(WarmupEpochs = 10)]"
            ),
            "Byol.Cosine",
            "Shop.ClothesByol"
        );
}
