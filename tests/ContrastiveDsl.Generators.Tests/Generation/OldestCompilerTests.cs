extern alias generator;

using System.Runtime.CompilerServices;
using System.Xml.Linq;
using generator::ContrastiveDsl.Generators.Pipeline;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The compiler that the package's build demands is the one that the generator was built against.</summary>
public sealed class OldestCompilerTests
{
    [Fact]
    public void Package_DemandsTheCompilerThatTheGeneratorNeeds()
    {
        var references = typeof(ContrastiveDslGenerator).Assembly.GetReferencedAssemblies();
        var needed = references.Single(name => name.Name == "Microsoft.CodeAnalysis.CSharp").Version!;

        var demanded = XDocument.Load(Targets()).Descendants("ContrastiveDslOldestCompiler").Single().Value;

        demanded.Should().Be(needed.ToString(2));
    }

    private static string Targets([CallerFilePath] string here = "")
    {
        var library = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "ContrastiveDsl");
        return Path.GetFullPath(Path.Combine(library, "buildTransitive", "ContrastiveDsl.targets"));
    }
}
