using System;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Types that are open around the generated one; disposing closes them.</summary>
/// <param name="writer">The writer.</param>
/// <param name="count">How many.</param>
internal readonly struct OpenTypes(IndentedWriter writer, int count) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            writer.Outdent("}");
        }
    }
}
