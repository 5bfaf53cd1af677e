using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>How a step's views come from the variable <c>pixels</c>, the images of the batch.</summary>
/// <param name="Statements">The statements, each with its comment if it has one.</param>
/// <param name="Views">The variables that hold views, in their order.</param>
internal sealed record ViewSampling(
    IReadOnlyList<(string Code, string? Comment)> Statements,
    IReadOnlyList<string> Views
)
{
    /// <summary>Adds statements to lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="start">The first statement to add.</param>
    /// <param name="count">How many; all that are left by default.</param>
    public void AddTo(CommentedLines lines, int start = 0, int count = int.MaxValue)
    {
        for (var i = start; i < Statements.Count && i - start < count; i++)
        {
            lines.Add(Statements[i].Code, Statements[i].Comment);
        }
    }
}
