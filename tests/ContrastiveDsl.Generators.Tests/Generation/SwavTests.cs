using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of SwAV.</summary>
public sealed class SwavTests
{
    [Fact]
    public Task Swav_WithAQueue_SharesOutBothViewsThenEnqueues() =>
        Generated.MatchesAsync(SwavSource.Text, "Swav.Queue", "Shop.CodeLoss", "Shop.ClothesSwav");

    [Fact]
    public void Swav_WithoutQueueAndFrozenEpochs_StepsAtOnce()
    {
        var experiment = EmittedClass.Of(
            SwavSource.Text.Replace("QueueSize = 512, QueueEpoch = 2", "FrozenEpochs = 0", StringComparison.Ordinal),
            "Shop.ClothesSwav"
        );

        experiment
            .Step.Should()
            .Contain(
                """
                // Codes, without gradients: each view's images are shared out evenly among the prototypes.
                var c0 = Sinkhorn.Codes(s0, null, CodeEpsilon, Iterations);  // -> [B, 32]
                var c1 = Sinkhorn.Codes(s1, null, CodeEpsilon, Iterations);
                """
            )
            .And.Contain("optimizer.Step(LearningRate);\nprototypeOptimizer.Step(LearningRate);\n")
            .And.NotContain("queue");
    }
}

/// <summary>SwAV for the tests of all methods.</summary>
internal sealed record SwavSource() : ExperimentSource("ClothesSwav", Text, "Iterations = 2")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [SwavLoss]
            public partial class CodeLoss;

            [Swav(Prototypes = 32, Iterations = 2, QueueSize = 512, QueueEpoch = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(CodeLoss))]
            [Training(BatchSize = 128)] [Adam(LearningRate = 0.001)]
            public partial class ClothesSwav;
            """;
}
