using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop and the loss of VICReg.</summary>
public sealed class VicregTests
{
    [Fact]
    public Task Vicreg_WithoutASchedule_ForwardsOneViewAfterTheOther() =>
        Generated.MatchesAsync(VicregSource.Text, "Vicreg.ConstantRate", "Shop.RegularizedLoss", "Shop.ClothesVicreg");

    [Fact]
    public void Loss_OfTheUsers_IsCalledWithBothProjections()
    {
        var experiment = EmittedClass.Of(
            "using static TorchSharp.torch;\n"
                + VicregSource.Text.Replace(
                    """
                    [VicregLoss]
                    public partial class RegularizedLoss;
                    """,
                    """
                    /// <summary>Their own.</summary>
                    [Loss]
                    public static partial class RegularizedLoss
                    {
                        /// <summary>Far from any collapse.</summary>
                        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean().neg();
                    }
                    """,
                    StringComparison.Ordinal
                ),
            "Shop.ClothesVicreg"
        );

        experiment.Mentioning("RegularizedLoss").Should().Be("var loss = RegularizedLoss.Compute(z0, z1);");
    }

    /// <summary>The user's class may bear the name of the library's that it calls.</summary>
    [Fact]
    public void Loss_NamedLikeTheLibrarys_CallsTheLibrarys()
    {
        var loss = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [VicregLoss(VarianceWeight = 50, CovarianceWeight = 0)]
            public partial class Vicreg;
            """,
            "Shop.Vicreg"
        );

        loss.Members("InvarianceWeight", "VarianceWeight", "CovarianceWeight", "Compute")
            .Should()
            .Be(
                """
                public const double InvarianceWeight = 25.0;
                public const double VarianceWeight = 50.0;
                public const double CovarianceWeight = 0.0;
                public static Tensor Compute(Tensor z0, Tensor z1) =>
                    global::ContrastiveDsl.Losses.Vicreg.Loss(z0, z1, InvarianceWeight, VarianceWeight, CovarianceWeight);
                """
            );
    }
}

/// <summary>VICReg for the tests of all methods.</summary>
internal sealed record VicregSource() : ExperimentSource("ClothesVicreg", Text, "BatchSize = 128")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [VicregLoss]
            public partial class RegularizedLoss;

            [Vicreg(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(RegularizedLoss))]
            [Training(BatchSize = 128)] [Adam(LearningRate = 0.001)]
            public partial class ClothesVicreg;
            """;
}
