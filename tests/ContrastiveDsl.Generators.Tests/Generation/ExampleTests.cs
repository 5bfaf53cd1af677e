using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ExampleTests
{
    [Fact]
    public Task Example_OfTheDesign_IsEmittedAsReviewed() => Generated.MatchesAsync(Sources.Clothes, "Example.Clothes");

    [Theory]
    [InlineData(Sources.Clothes)]
    [InlineData(Sources.OwnParts)]
    public void EmittedCode_ForTheOldestLanguageVersion_Compiles(string source)
    {
        var options = Compilations.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);

        var run = GeneratorRun.Start(Compilations.Create([source], options));

        Compilations.Complaints(run.Output).Should().BeEmpty();
    }
}
