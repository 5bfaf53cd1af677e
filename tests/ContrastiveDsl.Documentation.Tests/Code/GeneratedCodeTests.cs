using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>What docs/generated-code.md says of the generated code.</summary>
public sealed class GeneratedCodeTests
{
    private static readonly string[] Parts =
    [
        "ClothesEncoder",
        "ClothesProjector",
        "ClothesViews",
        "ClothesLoss",
        "ClothesSimClr",
    ];

    [Fact]
    public async Task GeneratedFiles_CopiedWithoutDeclarations_GoOnAsPlainCode()
    {
        var files = Parts.Select(Example.Generated).ToArray();
        files.Should().NotContain("");
        var experiment = files[^1]
            .Replace(
                "run.Begin(Definition, order.StepsPerEpoch)",
                "run.Begin(order.StepsPerEpoch)",
                StringComparison.Ordinal
            );
        experiment.Should().NotBe(files[^1]);

        var found = await Compiler.FindingsAsync(
            Compiler.Project(files[..^1].Append(experiment).Select(file => Compiler.Parse(file)))
        );

        found.Select(finding => finding.ToString()).Should().BeEmpty();
    }

    [Fact]
    public async Task Quotation_OfGeneratedCode_IsComparedWithIt()
    {
        const string Quoted = "<!-- From the generated code of ClothesSimClr. -->\n\n```csharp\nloss.{0}();\n```";

        (await ProblemsAsync(string.Format(null, Quoted, "backward"))).Should().BeEmpty();
        (await ProblemsAsync(string.Format(null, Quoted, "forward")))
            .Should()
            .Equal("docs/page.md:4: the generated code of ClothesSimClr has no such lines");
    }

    private static Task<IReadOnlyList<string>> ProblemsAsync(string text) =>
        CodeCheck.ProblemsAsync(Page.Parse("docs/page.md", text));
}
