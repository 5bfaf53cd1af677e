using System.Runtime.CompilerServices;
using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ExampleTests
{
    [Fact]
    public Task Example_OfTheDesign_IsEmittedAsReviewed() =>
        Generated.MatchesAsync(
            Sources.Clothes,
            "SimClr.Clothes",
            "ContrastiveDsl.Experiments",
            "Shop.ClothesEncoder",
            "Shop.ClothesProjector",
            "Shop.ClothesViews",
            "Shop.ClothesLoss",
            "Shop.ClothesSimClr"
        );

    [Theory]
    [InlineData(Sources.Clothes)]
    [InlineData(Sources.CustomParts)]
    public void EmittedCode_ForTheOldestLanguageVersion_Compiles(string source)
    {
        var options = Compilations.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);

        var run = GeneratorRun.Start(Compilations.Create([source], options));

        Compilations.Complaints(run.Output).Should().BeEmpty();
    }

    /// <summary>
    /// Whoever reads both finds no more than twice the code, for sizes, loading and names of weights that the other
    /// lacks.
    /// </summary>
    [Fact]
    public void EmittedEncoder_BesideTheHandWrittenOne_IsAtMostTwiceAsLong()
    {
        var emitted = GeneratorRun.Start(Compilations.Create(Sources.Clothes)).Files["Shop.ClothesEncoder.g.cs"];
        var handWritten = File.ReadAllText(
            Path.Combine(Folder(), "..", "..", "ContrastiveDsl.Benchmarks", "HandWritten", "HandEncoder.cs")
        );

        LinesOfCode(emitted).Should().BeLessThanOrEqualTo(2 * LinesOfCode(handWritten));
        LinesOfCode(handWritten).Should().BeGreaterThan(15);
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;

    private static int LinesOfCode(string text) =>
        text.Split('\n')
            .Select(line => line.Trim())
            .Count(line =>
                line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith('#')
            );
}
