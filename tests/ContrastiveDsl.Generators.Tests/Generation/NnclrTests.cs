using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of NNCLR.</summary>
public sealed class NnclrTests
{
    [Fact]
    public Task Nnclr_FindsNeighborsThenEnqueues() =>
        Generated.MatchesAsync(NnclrSource.Text, "Nnclr.SupportSet", "Shop.ClothesNnclr");

    [Fact]
    public void SupportSize_LeftOut_IsTheDefault()
    {
        var experiment = EmittedClass.Of(
            NnclrSource.Text.Replace("SupportSize = 512, ", "", StringComparison.Ordinal),
            "Shop.ClothesNnclr"
        );

        experiment.Text.Should().Contain("public const int SupportSize = 65536;");
    }
}

/// <summary>NNCLR for the tests of all methods.</summary>
internal sealed record NnclrSource() : ExperimentSource("ClothesNnclr", Text, "SupportSize = 512")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        MethodSources.Parts
        + """

            [BatchInfoNceLoss(Temperature = 0.2)]
            public partial class NeighborLoss;

            [Nnclr(SupportSize = 512, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(NeighborLoss))]
            [Training(BatchSize = 128)] [Adam(LearningRate = 0.001)]
            public partial class ClothesNnclr;
            """;
}
