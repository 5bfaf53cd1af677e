extern alias generator;

using generator::ContrastiveDsl.Generators.Pipeline;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// The generator depends on the compiler, with what that brings, and on the language, which is compiled into it: on
/// neither Torch nor the library, which would have to be loaded beside it.
/// </summary>
public sealed class ReferencesTests
{
    [Fact]
    public void Generator_AsBuilt_NeedsTheCompilerAlone() =>
        typeof(ContrastiveDslGenerator)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Should()
            .BeEquivalentTo(
                "netstandard",
                "Microsoft.CodeAnalysis",
                "Microsoft.CodeAnalysis.CSharp",
                "System.Collections.Immutable",
                "System.Memory"
            );
}
