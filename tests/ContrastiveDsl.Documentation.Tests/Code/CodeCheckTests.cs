using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Code;

public sealed class CodeCheckTests
{
    [Theory]
    [InlineData("```csharp\n[NtXentLoss]\npublic partial class PageLoss;\n```")]
    [InlineData("```csharp\nvar mean = ClothesLoss.Compute(z0, z1);\n```")]
    [InlineData("```csharp\nprivate static Tensor Twice(Tensor images) => images * 2;\n```")]
    [InlineData("```csharp\n[ColorJitter(Brightness = 0.8)]\n```")]
    [InlineData("```csharp\n[Training(Epochs = 5, BatchSize = 256)]\n```")]
    [InlineData("```csharp\n[Encoder(Backbone.ResNet18, Channels = 3, ImageSize = 64, Stem = Stem.Small)]\n```")]
    [InlineData("```csharp\nawait Task.Delay(1);\nrecord Pair(int A, int B);\n```")]
    [InlineData("```csharp\nrecord Pair(int A, int B);\n```\n\n```csharp\nvar pair = new Pair(1, 2);\n```")]
    [InlineData(
        "```csharp\nint side = \"text\";\n```\n\n```\nerror CS0029: Cannot implicitly convert type 'string' to 'int'\n```"
    )]
    [InlineData("```text\nint side = \"text\";\n```")]
    public async Task Code_ThatIsRight_IsNoProblem(string text) => (await ProblemsAsync(text)).Should().BeEmpty();

    [Theory]
    [InlineData("```csharp\n[NtXentLoss]\npublic class PageLoss;\n```", "error CDSL0001")]
    [InlineData("```csharp\n[NtXentLoss(Heat = 1)]\npublic partial class PageLoss;\n```", "error CS0246")]
    [InlineData("```csharp\nvar mean = ClothesLoss.Nothing(z0, z1);\n```", "error CS0117")]
    [InlineData("```csharp\nvar mean = ClothesLoss.Compute(z0, z1)\n```", "error CS1002")]
    [InlineData("```csharp\nprivate static Tensor Twice(Tensor images) => pictures * 2;\n```", "error CS0103")]
    [InlineData("```csharp\n[ColorJitter(Hue = 0.8)]\n```", "error CDSL3005")]
    [InlineData("```csharp\n[Training(Epochs = 0)]\n```", "error CDSL")]
    [InlineData(
        "```csharp\nvar side = 1;\n```\n\n```\nerror CS0029: Something else\n```",
        "no compiler says: error CS0029"
    )]
    [InlineData(
        "```csharp\nint side = \"1\";\n```\n\n```\nerror CS0028: Other\n```",
        "unsaid on the page: error CS0029"
    )]
    public async Task Code_ThatIsWrong_IsNamedWithItsPlace(string text, string problem) =>
        (await ProblemsAsync(text))
            .Should()
            .Contain(found => found.StartsWith("docs/page.md:2") && found.Contains(problem));

    private static Task<IReadOnlyList<string>> ProblemsAsync(string text) =>
        CodeCheck.ProblemsAsync(Page.Parse("docs/page.md", text));

    [Theory]
    [InlineData("c#")]
    [InlineData("C#")]
    [InlineData("cs")]
    [InlineData("shell")]
    public void Block_OfALanguageThatNoCheckKnows_IsRefused(string language)
    {
        var parse = () => Page.Parse("docs/page.md", $"Text\n```{language}\nvar\n```\n");

        parse.Should().Throw<FormatException>().WithMessage($"docs/page.md: * '{language}', the language of line 2.");
    }
}
