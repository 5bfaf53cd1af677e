using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop and the loss of Barlow Twins.</summary>
public sealed class BarlowTwinsTests
{
    [Fact]
    public Task BarlowTwins_WithASchedule_ForwardsOneViewAfterTheOther() =>
        Generated.MatchesAsync(
            BarlowTwinsSource.Text,
            "BarlowTwins.Schedule",
            "Shop.CorrelationLoss",
            "Shop.ClothesBarlowTwins"
        );

    [Fact]
    public void Loss_OfTheUsers_IsCalledWithBothProjections()
    {
        var experiment = EmittedClass.Of(
            "using static TorchSharp.torch;\n"
                + BarlowTwinsSource.Text.Replace(
                    """
                    [BarlowTwinsLoss]
                    public partial class CorrelationLoss;
                    """,
                    """
                    /// <summary>Their own.</summary>
                    [Loss]
                    public static partial class CorrelationLoss
                    {
                        /// <summary>Far from the identity.</summary>
                        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean().neg();
                    }
                    """,
                    StringComparison.Ordinal
                ),
            "Shop.ClothesBarlowTwins"
        );

        experiment.Mentioning("CorrelationLoss").Should().Be("var loss = CorrelationLoss.Compute(z0, z1);");
    }

    /// <summary>The user's class may bear the name of the library's that it calls.</summary>
    [Fact]
    public void Loss_NamedLikeTheLibrarys_CallsTheLibrarys()
    {
        var loss = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [BarlowTwinsLoss(Lambda = 0.02)]
            public partial class BarlowTwins;
            """,
            "Shop.BarlowTwins"
        );

        loss.Members("Lambda", "Compute")
            .Should()
            .Be(
                """
                public const double Lambda = 0.02;
                public static Tensor Compute(Tensor z0, Tensor z1) =>
                    global::ContrastiveDsl.Losses.BarlowTwins.Loss(z0, z1, Lambda);
                """
            );
    }
}

/// <summary>Barlow Twins for the tests of all methods.</summary>
internal sealed record BarlowTwinsSource() : ExperimentSource("ClothesBarlowTwins", Text, "BatchSize = 128")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [BarlowTwinsLoss]
            public partial class CorrelationLoss;

            [BarlowTwins(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(CorrelationLoss))]
            [Training(BatchSize = 128)] [Lars(LearningRate = 0.2)] [CosineSchedule(WarmupEpochs = 10)]
            public partial class ClothesBarlowTwins;
            """;
}
