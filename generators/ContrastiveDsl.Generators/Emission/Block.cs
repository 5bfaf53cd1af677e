using System;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Lines that are indented until it is disposed of.</summary>
/// <param name="writer">The writer.</param>
/// <param name="closing">The line that ends the block, or <see langword="null"/> for none.</param>
internal readonly struct Block(IndentedWriter writer, string? closing) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => writer.Outdent(closing);
}
