using Microsoft.CodeAnalysis;
using static ContrastiveDsl.Generators.Tests.CodeFixes.Shop;

namespace ContrastiveDsl.Generators.Tests.CodeFixes;

/// <summary>What each kind of edit makes of a source, character by character.</summary>
public sealed class EditTests
{
    [Theory]
    [InlineData("[RandomHorizontalFlip(Probability = 50)]", "[RandomHorizontalFlip(Probability = 0.5)]")]
    [InlineData("[RandomHorizontalFlip( Probability = 50.0d )]", "[RandomHorizontalFlip( Probability = 0.5 )]")]
    [InlineData(
        "[RandomHorizontalFlip(Probability = /* half */ 50)]",
        "[RandomHorizontalFlip(Probability = /* half */ 0.5)]"
    )]
    public Task Set_WrittenArgument_ReplacesItsValue(string before, string after) =>
        FamilyBecomesAsync(before, "Set Probability = 0.5", after);

    [Fact]
    public Task Set_PositionalArgument_ReplacesItsValue() =>
        BecomesAsync(
            """
            using ContrastiveDsl;

            [Encoder(Channels = 3, ImageSize = 32)] [Conv(8, 3)] [Bottleneck(30, Stride = 2)] [GlobalAveragePool]
            public partial class Network;
            """,
            "Set Channels = 32",
            """
            using ContrastiveDsl;

            [Encoder(Channels = 3, ImageSize = 32)] [Conv(8, 3)] [Bottleneck(32, Stride = 2)] [GlobalAveragePool]
            public partial class Network;
            """
        );

    [Fact]
    public Task Set_ArgumentLeftOut_WritesIt() =>
        BecomesAsync(
            """
            using ContrastiveDsl;

            [Encoder(Backbone.ResNet18, ImageSize = 32)]
            public partial class Network;
            """,
            "Set Stem = Stem.Small",
            """
            using ContrastiveDsl;

            [Encoder(Backbone.ResNet18, ImageSize = 32, Stem = Stem.Small)]
            public partial class Network;
            """
        );

    [Fact]
    public Task Set_ArgumentsOnLinesOfTheirOwn_WritesALine() =>
        BecomesAsync(
            """
            using ContrastiveDsl;

            [Encoder(
                Backbone.ResNet18,
                ImageSize = 32)] // small
            public partial class Network;
            """,
            "Set Stem = Stem.Small",
            """
            using ContrastiveDsl;

            [Encoder(
                Backbone.ResNet18,
                ImageSize = 32,
                Stem = Stem.Small)] // small
            public partial class Network;
            """
        );

    [Fact]
    public Task Set_TwoArguments_SwapsThem() =>
        FamilyBecomesAsync(
            "[GaussianBlur(Kernel = 3, MinSigma = 2.0, MaxSigma = 0.1)]",
            "Set MinSigma = 0.1 and set MaxSigma = 2",
            "[GaussianBlur(Kernel = 3, MinSigma = 0.1, MaxSigma = 2)]"
        );

    [Fact]
    public Task Set_Factors_SwapsThem() =>
        FamilyBecomesAsync(
            "[Sharpness(MinFactor = 2.0, MaxFactor = 0.5)]",
            "Set MinFactor = 0.5 and set MaxFactor = 2",
            "[Sharpness(MinFactor = 0.5, MaxFactor = 2)]"
        );

    /// <summary>Both are written in one form, whichever of them was wrong.</summary>
    [Theory]
    [InlineData(
        "[Normalize([125.3, 123, 113.9], [63, 62.1, 66.7])]",
        "Set Mean = [0.4914, 0.4824, 0.4467] and set Std = [0.2471, 0.2435, 0.2616]",
        "[Normalize([0.4914, 0.4824, 0.4467], [0.2471, 0.2435, 0.2616])]"
    )]
    [InlineData("[Normalize([73], [0.35])]", "Set Mean = 0.2863 and set Std = 0.35", "[Normalize(0.2863, 0.35)]")]
    public Task Set_Statistics_DividesThoseOfBytes(string before, string title, string after) =>
        FamilyBecomesAsync(before, title, after);

    [Theory]
    [InlineData("Layers = 1, Hidden = 256, Output = 64", "Layers = 1, Output = 64")]
    [InlineData("Hidden = 256, Layers = 1, Output = 64", "Layers = 1, Output = 64")]
    [InlineData("Layers = 1, Output = 64, Hidden = 256", "Layers = 1, Output = 64")]
    public Task Remove_Argument_TakesItsComma(string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[ProjectionHead({before})]\npublic partial class Head;",
            "Remove Hidden",
            $"using ContrastiveDsl;\n\n[ProjectionHead({after})]\npublic partial class Head;"
        );

    [Fact]
    public Task Remove_OnlyArgument_TakesTheParentheses() =>
        BecomesAsync(
            "using ContrastiveDsl;\n\n[ProjectionHead(Output = 128)] [Linear(64)]\npublic partial class Head;",
            "Remove Output",
            "using ContrastiveDsl;\n\n[ProjectionHead] [Linear(64)]\npublic partial class Head;"
        );

    [Theory]
    [InlineData("    [NtXentLoss]\n    [Adam]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData("    [Adam]\n    [NtXentLoss]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData("    [NtXentLoss] [Adam]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData("    [Adam] [NtXentLoss]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData("    [NtXentLoss, Adam]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData("    [Adam, NtXentLoss]\n    public", "    [NtXentLoss]\n    public")]
    [InlineData(
        "    // A loss.\n    [Adam] // Fast.\n    [NtXentLoss] public",
        "    // A loss.\n    // Fast.\n    [NtXentLoss] public"
    )]
    [InlineData(
        "    /// <summary>A loss.</summary>\n    [Adam(\n        LearningRate = 1)]\n    [NtXentLoss]\n    public",
        "    /// <summary>A loss.</summary>\n    [NtXentLoss]\n    public"
    )]
    [InlineData("    [NtXentLoss]\r\n    [Adam]\r\n    public", "    [NtXentLoss]\r\n    public")]
    public Task Remove_Attribute_TakesItsLine(string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\npublic static partial class Parts\n{{\n{before} partial class Contrast;\n}}",
            "Remove [Adam]",
            $"using ContrastiveDsl;\n\npublic static partial class Parts\n{{\n{after} partial class Contrast;\n}}"
        );

    [Fact]
    public Task Remove_SeveralAttributes_TakesAll() =>
        BecomesAsync(
            "using ContrastiveDsl;\n\n[NtXentLoss] [Conv(32, 3)] [Relu]\npublic partial class Contrast;",
            "Remove [Conv] and remove [Relu]",
            "using ContrastiveDsl;\n\n[NtXentLoss]\npublic partial class Contrast;"
        );

    [Fact]
    public Task Move_AttributeOnALine_TakesItsLine() =>
        BecomesAsync(
            """
            using ContrastiveDsl;

            // What is seen.
            [AugmentationFamily]
            [RandomResizedCrop]
            // Of the training images.
            [Normalize(0.286, 0.353)]
            [RandomHorizontalFlip]
            [ColorJitter(Brightness = 0.4)]
            public partial class Views;
            """,
            "Move [ColorJitter] before [Normalize]",
            """
            using ContrastiveDsl;

            // What is seen.
            [AugmentationFamily]
            [RandomResizedCrop]
            // Of the training images.
            [ColorJitter(Brightness = 0.4)]
            [Normalize(0.286, 0.353)]
            [RandomHorizontalFlip]
            public partial class Views;
            """
        );

    [Fact]
    public Task Move_AttributeInALine_StaysInIt() =>
        BecomesAsync(
            "using ContrastiveDsl;\n\n[AugmentationFamily] [RandomResizedCrop] [Normalize(0.2, 0.3)] [Solarize]\npublic partial class Views;",
            "Move [Solarize] before [Normalize]",
            "using ContrastiveDsl;\n\n[AugmentationFamily] [RandomResizedCrop] [Solarize] [Normalize(0.2, 0.3)]\npublic partial class Views;"
        );

    [Theory]
    [InlineData("[Conv(8, 3)]\n[Linear(64)]", "[Conv(8, 3)]\n[Flatten]\n[Linear(64)]")]
    [InlineData("[Conv(8, 3)] [Linear(64)]", "[Conv(8, 3)] [Flatten] [Linear(64)]")]
    public Task AddBefore_Attribute_KeepsTheStyle(string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[Encoder(ImageSize = 8)]\n{before}\npublic partial class Network;",
            "Add [Flatten]",
            $"using ContrastiveDsl;\n\n[Encoder(ImageSize = 8)]\n{after}\npublic partial class Network;"
        );

    [Theory]
    [InlineData("[Conv(8, 3)]\n[Relu]", "[Conv(8, 3)]\n[Relu]\n[GlobalAveragePool]")]
    [InlineData("[Conv(8, 3)] [Relu]", "[Conv(8, 3)] [Relu] [GlobalAveragePool]")]
    public Task AddBehind_Attribute_KeepsTheStyle(string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[Encoder(ImageSize = 8)]\n{before}\npublic partial class Network;",
            "Add [GlobalAveragePool]",
            $"using ContrastiveDsl;\n\n[Encoder(ImageSize = 8)]\n{after}\npublic partial class Network;"
        );

    [Theory]
    [InlineData("public class", "public partial class")]
    [InlineData("internal sealed class", "internal sealed partial class")]
    [InlineData("class", "partial class")]
    public Task AddModifier_Class_BecomesPartial(string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[NtXentLoss]\n{before} Contrast;",
            "Add 'partial'",
            $"using ContrastiveDsl;\n\n[NtXentLoss]\n{after} Contrast;"
        );

    [Fact]
    public Task AddModifier_TypeAround_SaysWhich() =>
        BecomesAsync(
            "using ContrastiveDsl;\n\npublic struct Parts\n{\n    [NtXentLoss]\n    public partial class Contrast;\n}",
            "Add 'partial'",
            "using ContrastiveDsl;\n\npublic partial struct Parts\n{\n    [NtXentLoss]\n    public partial class Contrast;\n}"
        );

    [Theory]
    [InlineData("Remove 'abstract'", "public abstract partial class", "public partial class")]
    [InlineData("Remove 'static'", "static partial class", "partial class")]
    [InlineData("Remove 'file'", "file partial class", "partial class")]
    [InlineData("Remove 'record'", "public sealed partial record class", "public sealed partial class")]
    [InlineData("Remove 'record'", "public partial record", "public partial class")]
    public Task RemoveModifier_Class_LosesIt(string title, string before, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[ProjectionHead(Output = 64)]\n{before} Head;",
            title,
            $"using ContrastiveDsl;\n\n[ProjectionHead(Output = 64)]\n{after} Head;"
        );

    [Fact]
    public Task RemoveModifier_Member_LosesIt() =>
        BecomesAsync(
            "using ContrastiveDsl;\n\n[ProjectionHead(Output = 64)]\npublic partial class Head\n{\n    public required int Mark { get; set; }\n}",
            "Remove 'required'",
            "using ContrastiveDsl;\n\n[ProjectionHead(Output = 64)]\npublic partial class Head\n{\n    public int Mark { get; set; }\n}"
        );

    [Fact]
    public Task AddPart_Predictor_HasTheProjectorsSize() =>
        BecomesAsync(
            Parts
                + """
                // Follows the first.
                [Byol(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews), Loss = typeof(ShopLoss))]
                [Adam]
                internal sealed partial class Second;
                """,
            "Add a class with [PredictionHead(Output = 64)]",
            Parts
                + """
                [PredictionHead(Output = 64)]
                internal partial class ShopPredictor;

                // Follows the first.
                [Byol(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews), Loss = typeof(ShopLoss), Predictor = typeof(ShopPredictor))]
                [Adam]
                internal sealed partial class Second;
                """
        );

    /// <summary>Comments stay with the experiment, directives with what they are about.</summary>
    [Theory]
    [InlineData("", "/// <summary>The second.</summary>\n")]
    [InlineData("", "/**\n * The second.\n */\n")]
    [InlineData("public class Before;\n", "/* The second. */\n")]
    [InlineData("#pragma warning disable CS1591\n", "// The second.\n")]
    public Task AddPart_ExperimentWithComments_ComesAboveThem(string above, string comment)
    {
        const string before =
            "[Byol(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews), Loss = typeof(ShopLoss))] [Adam]\npublic partial class Second;";

        return BecomesAsync(
            Parts + above + comment + before,
            "Add a class with [PredictionHead(Output = 64)]",
            Parts
                + above
                + "[PredictionHead(Output = 64)]\npublic partial class ShopPredictor;\n\n"
                + comment
                + before.Replace(
                    "(ShopLoss))",
                    "(ShopLoss), Predictor = typeof(ShopPredictor))",
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>
    /// A name that is taken gets a number; without parts to go by, the experiment's name is the beginning.
    /// </summary>
    [Fact]
    public async Task AddPart_NameThatIsTaken_GetsANumber()
    {
        const string experiment = """

            public class FirstLoss;

            [SimClr(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews))]
            [Adam]
            public partial class First;
            """;
        var source = Parts + experiment;

        (
            await FixedProject
                .Of(
                    source
                        .Replace("ShopEncoder", "Net", StringComparison.Ordinal)
                        .Replace("ShopProjector", "Head", StringComparison.Ordinal)
                        .Replace("ShopViews", "Family", StringComparison.Ordinal)
                )
                .ApplyAsync("Add a class with [NtXentLoss]")
        )
            .Texts[0]
            .Should()
            .Contain("[NtXentLoss]\npublic partial class FirstLoss2;\n\n[SimClr(")
            .And.Contain("Loss = typeof(FirstLoss2))]");
        (await FixedProject.Of(source).ApplyAsync("Add a class with [NtXentLoss]"))
            .Texts[0]
            .Should()
            .Contain("public partial class ShopLoss2;");
    }

    [Fact]
    public async Task Edit_OfAPartInAnotherFile_ChangesThatFile()
    {
        const string part =
            "using ContrastiveDsl;\n\n[PredictionHead(Output = 32)]\npublic partial class ShopPredictor;";
        const string experiment = """
            [Byol(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews), Loss = typeof(ShopLoss), Predictor = typeof(ShopPredictor))]
            [Adam]
            public partial class Experiment;
            """;

        var after = await FixedProject.Of(Parts + experiment, part).ApplyAsync("Set Output = 64 on 'ShopPredictor'");

        after.Texts.Should().Equal(Parts + experiment, part.Replace("32", "64", StringComparison.Ordinal));
        (await after.FindAsync()).Should().NotContain(found => found.Severity > DiagnosticSeverity.Info);
    }

    /// <summary>What a recipe brings is written nowhere, so that it cannot be changed there.</summary>
    [Fact]
    public async Task Edit_OfWhatIsNotWritten_IsNotOffered()
    {
        const string source = """
            using ContrastiveDsl;

            [Encoder(Channels = 1, ImageSize = 8)] [Conv(8, 3)] [BatchNorm] [GlobalAveragePool]
            public partial class Network;

            [ProjectionHead(Output = 16)] public partial class Head;

            [AugmentationFamily(ViewsPreset.SimClrImageNet)] public partial class Family;

            [NtXentLoss] public partial class Contrast;

            [SimClr(Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Family), Loss = typeof(Contrast))]
            [Adam]
            public partial class Experiment;
            """;
        var project = FixedProject.Of(source);

        (await project.FindAsync()).Select(diagnostic => diagnostic.Id).Should().Contain("CDSL3025");
        (await project.OffersAsync()).Should().BeEmpty();
    }

    private static Task FamilyBecomesAsync(string before, string title, string after) =>
        BecomesAsync(
            $"using ContrastiveDsl;\n\n[AugmentationFamily]\n{before}\npublic partial class Family;",
            title,
            $"using ContrastiveDsl;\n\n[AugmentationFamily]\n{after}\npublic partial class Family;"
        );

    private static async Task BecomesAsync(string before, string title, string after) =>
        (await FixedProject.Of(before).ApplyAsync(title)).Texts[0].Should().Be(after);
}
