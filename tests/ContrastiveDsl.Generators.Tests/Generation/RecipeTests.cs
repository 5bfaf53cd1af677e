using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>Code of an experiment with a recipe says where each number comes from.</summary>
public sealed class RecipeTests
{
    private const string Recipe = "[Recipe(PaperRecipe.SimClrImageNet100)]";

    [Fact]
    public void Recipe_Alone_IsNamedAtEveryNumber()
    {
        Emitted(Recipe)
            .Should()
            .Contain(
                "/// Peak learning rate for a batch of 256, scaled with the batch size, set by\n    /// "
                    + Recipe
                    + ".\n"
            )
            .And.Contain("public const double LearningRate = 0.3;")
            .And.Contain("/// <summary>Epochs of linear warm-up, set by " + Recipe + ".</summary>\n")
            .And.Contain("public const int WarmupEpochs = 10;")
            .And.Contain("/// The settings of a run: Epochs and BatchSize set by " + Recipe + ", Seed by default.\n")
            .And.Contain("BatchSize = 4096,");
    }

    [Fact]
    public void Recipe_SettingsBesideIt_AreToldApart()
    {
        Emitted("[Lars(LearningRate = 0.4)] " + Recipe + " [Training(Epochs = 30)]")
            .Should()
            .Contain(
                "/// <summary>Peak learning rate for a batch of 256, scaled with the batch size, set by [Lars].</summary>\n"
            )
            .And.Contain("public const double LearningRate = 0.4;")
            .And.Contain("/// <summary>Momentum of the velocity, set by " + Recipe + ".</summary>\n")
            .And.Contain(
                "/// The settings of a run: Epochs set by [Training], BatchSize set by "
                    + Recipe
                    + ", Seed\n    /// by default.\n"
            )
            .And.Contain("Epochs = 30,");
    }

    [Fact]
    public void Recipe_OtherOptimizer_IsNotTheRecipes()
    {
        Emitted("[Adam] " + Recipe)
            .Should()
            .Contain("/// <summary>Peak learning rate, the default of [Adam].</summary>\n");
    }

    [Fact]
    public void Recipe_OtherSchedule_IsNotTheRecipes()
    {
        Emitted("[StepSchedule(60, 80)] " + Recipe)
            .Should()
            .Contain("// Epochs after which the rate falls, set by [StepSchedule].\n")
            .And.Contain("StepDecay.ForRun(peak, order.StepsPerEpoch, [60, 80], RateFactor);")
            .And.Contain(
                "/// <summary>By what each milestone multiplies the learning rate, the default of [StepSchedule].</summary>\n"
            )
            .And.NotContain("WarmupCosine");
    }

    private static string Emitted(string settings)
    {
        var source =
            Sources.Parts
            + $$"""

                [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]
                {{settings}}
                public partial class ClothesSimClr;
                """;
        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Result.Exception.Should().BeNull();
        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Next(Compilations.Create(source)).Should().BeCached();
        return run.Files["Shop.ClothesSimClr.g.cs"];
    }
}
