using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using static ContrastiveDsl.Generators.Tests.CodeFixes.Shop;

namespace ContrastiveDsl.Generators.Tests.CodeFixes;

/// <summary>One fix for all findings like it: what it makes of a document, a project, a solution.</summary>
public sealed class FixAllTests
{
    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_FindingsOfOneRule_ArePutRightInScope(FixAllScope scope)
    {
        const string family =
            "[AugmentationFamily]\n[RandomHorizontalFlip(Probability = 50)]\n[RandomGrayscale(Probability = 20)]\n";
        const string repaired =
            "[AugmentationFamily]\n[RandomHorizontalFlip(Probability = 0.5)]\n[RandomGrayscale(Probability = 0.2)]\n";
        var project = FixedProject.Of(
            $"using ContrastiveDsl;\n\n{family}public partial class First;",
            $"using ContrastiveDsl;\n\n{family}public partial class Second;"
        );

        var after = await project.ApplyToAllAsync("Set Probability = 0.5", scope);

        after
            .Texts.Should()
            .Equal(
                $"using ContrastiveDsl;\n\n{repaired}public partial class First;",
                $"using ContrastiveDsl;\n\n{(scope == FixAllScope.Document ? family : repaired)}public partial class Second;"
            );
    }

    /// <summary>Edits of one attribute, and of attributes that touch, do not get into each other's way.</summary>
    [Fact]
    public async Task FixAll_EditsOfOneList_AllTakePlace()
    {
        var project = FixedProject.Of(
            """
            using ContrastiveDsl;

            [ProjectionHead(Layers = 1, Hidden = 8, Groups = 4, OutputAffine = false, Output = 64)]
            public partial class Head;

            [Encoder(Stem = Stem.Small, Width = 8, Channels = 3, ImageSize = 8)] [Conv(8, 3)] [GlobalAveragePool]
            public partial class Network;
            """
        );

        var after = await project.ApplyToAllAsync("Remove Hidden", FixAllScope.Document);

        after
            .Texts[0]
            .Should()
            .Be(
                """
                using ContrastiveDsl;

                [ProjectionHead(Layers = 1, Output = 64)]
                public partial class Head;

                [Encoder(Channels = 3, ImageSize = 8)] [Conv(8, 3)] [GlobalAveragePool]
                public partial class Network;
                """
            );
    }

    /// <summary>Several experiments ask for the same edit of their part, which is made once.</summary>
    [Fact]
    public async Task FixAll_SameEditOfManyFindings_IsMadeOnce()
    {
        const string experiment = """
            [Byol(Encoder = typeof(ShopEncoder), Projector = typeof(Wrong), Views = typeof(ShopViews), Loss = typeof(ShopLoss), Predictor = typeof(ShopPredictor))]
            [Adam]
            public partial class NAME;


            """;
        var experiments =
            experiment.Replace("NAME", "First", StringComparison.Ordinal)
            + experiment.Replace("NAME", "Second", StringComparison.Ordinal);
        const string parts =
            "[ProjectionHead(Input = 7, Output = 64)] public partial class Wrong;\n[PredictionHead(Output = 64)] public partial class ShopPredictor;\n";

        var after = await FixedProject
            .Of(Parts + parts + experiments)
            .ApplyToAllAsync("Set Input = 32 on 'Wrong'", FixAllScope.Document);

        after
            .Texts[0]
            .Should()
            .Be(Parts + parts.Replace("Input = 7", "Input = 32", StringComparison.Ordinal) + experiments);
    }

    /// <summary>Every experiment gets a part of its own, whose name no other has.</summary>
    [Fact]
    public async Task FixAll_MissingParts_GetNamesOfTheirOwn()
    {
        const string experiment = """
            [Byol(Encoder = typeof(ShopEncoder), Projector = typeof(ShopProjector), Views = typeof(ShopViews), Loss = typeof(ShopLoss))]
            [Adam]
            public partial class NAME;

            """;
        var project = FixedProject.Of(
            Parts
                + experiment.Replace("NAME", "First", StringComparison.Ordinal)
                + experiment.Replace("NAME", "Second", StringComparison.Ordinal)
        );

        var after = await project.ApplyToAllAsync(
            "Add a class with [PredictionHead(Output = 64)]",
            FixAllScope.Document
        );

        after.Texts[0].Should().Contain("class ShopPredictor;").And.Contain("class ShopPredictor2;");
        (await after.FindAsync()).Should().NotContain(found => found.Severity > DiagnosticSeverity.Info);
    }
}
