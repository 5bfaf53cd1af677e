using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// The optimizers. A new one adds its line here; everything else about it stands in a file of its own.
/// </summary>
internal static class OptimizerCatalogue
{
    /// <summary>All optimizers.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [new SgdOptimizer(), new LarsOptimizer(), new AdamOptimizer(), new AdamWOptimizer()];

    /// <summary>What is known of an optimizer.</summary>
    /// <typeparam name="TOptimizer">The optimizer.</typeparam>
    public static Optimizer Of<TOptimizer>()
        where TOptimizer : Optimizer => All.First(optimizer => optimizer is TOptimizer);

    /// <summary>The first optimizer on a class, or <see langword="null"/> without one.</summary>
    /// <param name="raw">The class.</param>
    public static OptimizerModel? Resolve(RawClass raw) =>
        raw.Attributes.FirstOrDefault(attribute => Words.IsOptimizer(attribute.Name)) is { } stated
            ? All.First(optimizer => optimizer.Word == stated.Name).Resolve(stated)
            : null;
}
