using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// Comments on constants say who set them: what is left out is a default, and what is written is not.
/// </summary>
public sealed class ProvenanceTests
{
    [Theory]
    [InlineData("[Adam]", "Learning rate, the default of [Adam].")]
    [InlineData("[Adam(LearningRate = 1e-3)]", "Learning rate, set by [Adam].")]
    [InlineData(
        "[Adam(LearningRate = 1e-2)]",
        "β1, exponential decay rate of the first moment, the default of [Adam]."
    )]
    [InlineData("[Adam(Beta1 = 0.9)]", "β1, exponential decay rate of the first moment, set by [Adam].")]
    [InlineData("[Adam] [CosineSchedule(WarmupEpochs = 2)]", "Epochs of linear warm-up, set by [CosineSchedule].")]
    [InlineData("[Adam]", "The settings of a run: the defaults of [Training].")]
    [InlineData("[Adam] [Training]", "The settings of a run: the defaults of [Training].")]
    [InlineData(
        "[Adam] [Training(Epochs = 5, Seed = 1)]",
        "The settings of a run: Epochs and Seed set by [Training], BatchSize by default."
    )]
    [InlineData(
        "[Adam] [Training(Epochs = 5, Seed = 1, BatchSize = 256)]",
        "The settings of a run, set by [Training]."
    )]
    public void Setting_OfAnExperiment_SaysWhoSetIt(string settings, string summary) =>
        EmittedClass
            .Of(
                MethodSources.MoCo("Version = 2", $"[NegativeQueue] {settings}", "ClothesProjector"),
                "Shop.ClothesMoCo"
            )
            .Text.Should()
            .Contain("/// <summary>" + summary + "</summary>\n");

    /// <summary>The momentum's default is the method's, also where the attribute is written without it.</summary>
    [Theory]
    [InlineData("", "the default of [MoCo].")]
    [InlineData("[MomentumEncoder(Start = TargetStart.Random)]", "the default of [MoCo].")]
    [InlineData("[MomentumEncoder(Momentum = 0.999)]", "set by [MomentumEncoder].")]
    public void Momentum_SaysWhoSetIt(string attribute, string source) =>
        EmittedClass
            .Of(
                MethodSources.MoCo("Version = 2", $"[NegativeQueue] [Adam] {attribute}", "ClothesProjector"),
                "Shop.ClothesMoCo"
            )
            .Text.Should()
            .Contain("which keeps this share of itself in every step, " + source + "\n    /// </summary>\n");

    [Theory]
    [InlineData("[InfoNceLoss]", "the default of [InfoNceLoss].")]
    [InlineData("[InfoNceLoss(Temperature = 0.07)]", "set by [InfoNceLoss].")]
    public void Temperature_SaysWhoSetIt(string loss, string source) =>
        EmittedClass
            .Of(
                $"using ContrastiveDsl;\nnamespace Shop;\n{loss}\npublic partial class TemperedLoss;",
                "Shop.TemperedLoss"
            )
            .Text.Should()
            .Contain("/// <summary>Temperature τ, which divides the similarities, " + source + "</summary>\n");
}
