using System.Text.RegularExpressions;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>The declarations on the pages of the methods compile, and no rule has anything against them.</summary>
public sealed partial class MethodPageTests
{
    /// <summary>The parts that pages name without declaring them: those of the example.</summary>
    private static readonly (string Name, string Source)[] Parts =
    [
        (
            "ClothesEncoder",
            "[Encoder(Channels = 1, ImageSize = 28)] [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool] public partial class ClothesEncoder;"
        ),
        ("ClothesProjector", "[ProjectionHead(Hidden = 256, Output = 64)] public partial class ClothesProjector;"),
        (
            "ClothesViews",
            "[AugmentationFamily] [RandomResizedCrop] [Normalize(0.2860, 0.3530)] public partial class ClothesViews;"
        ),
        ("ClothesLoss", "[NtXentLoss(Temperature = 0.2)] public partial class ClothesLoss;"),
    ];

    public static TheoryData<string> Pages =>
        new(
            Directory
                .GetFiles(Folder(), "*.md")
                .Select(path => Path.GetFileName(path))
                .Where(name => name != "README.md")
                .Append("../paradigms.md")
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Declaration_OnAPage_IsClean(string page)
    {
        var source = string.Join(
            "\n",
            Block().Matches(File.ReadAllText(Path.Combine(Folder(), page))).Select(match => match.Groups["code"].Value)
        );
        source.Should().Contain("partial class");
        var around = string.Join(
            "\n",
            Parts.Where(part => !Regex.IsMatch(source, $@"class {part.Name}\b")).Select(part => part.Source)
        );

        (await Analysis.RunAsync(source, around, "global using System;\nglobal using ContrastiveDsl;"))
            .Should()
            .BeEmpty();
    }

    private static string Folder() => Path.Combine(RulePage.Root(), "docs", "methods");

    [GeneratedRegex(@"```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
