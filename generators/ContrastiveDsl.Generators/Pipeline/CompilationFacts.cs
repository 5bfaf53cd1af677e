using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>What the pipeline has to know about the project as a whole.</summary>
/// <param name="HasTorchSharp">
/// Whether TorchSharp is referenced; without it nothing that could be emitted would compile.
/// </param>
/// <param name="CanPrepareTorch">
/// Whether a module initializer that prepares Torch's native library would compile.
/// </param>
internal sealed record CompilationFacts(bool HasTorchSharp, bool CanPrepareTorch)
{
    /// <summary>The facts, which hardly ever change while the user types.</summary>
    public static IncrementalValueProvider<CompilationFacts> Of(IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.Select(Read).WithTrackingName(TrackingNames.Facts);

    /// <summary>Reads them.</summary>
    public static CompilationFacts Read(Compilation compilation, CancellationToken token)
    {
        var hasTorchSharp = Has(compilation, "TorchSharp.torch");
        var canPrepare =
            hasTorchSharp
            && Has(compilation, "ContrastiveDsl.Native.TorchLibrary")
            && Has(compilation, "System.Runtime.CompilerServices.ModuleInitializerAttribute")
            && compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp11 };
        return new CompilationFacts(hasTorchSharp, canPrepare);
    }

    private static bool Has(Compilation compilation, string type) =>
        compilation.GetTypeByMetadataName(type) is not null;
}
