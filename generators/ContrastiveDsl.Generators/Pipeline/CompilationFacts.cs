using System.Threading;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>What the pipeline has to know about the project as a whole.</summary>
/// <param name="HasTorchSharp">Whether TorchSharp is referenced; without it nothing that could be emitted would compile.</param>
internal sealed record CompilationFacts(bool HasTorchSharp)
{
    /// <summary>The facts, which hardly ever change while the user types.</summary>
    public static IncrementalValueProvider<CompilationFacts> Of(IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.Select(Read).WithTrackingName(TrackingNames.Facts);

    /// <summary>Reads them.</summary>
    public static CompilationFacts Read(Compilation compilation, CancellationToken token) => new(compilation.GetTypeByMetadataName("TorchSharp.torch") is not null);
}
