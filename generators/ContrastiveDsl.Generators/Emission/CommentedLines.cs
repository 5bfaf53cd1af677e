using System;
using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Statements with comments at their end, which are aligned in one column.</summary>
internal sealed class CommentedLines
{
    private readonly List<(string Code, string? Comment)> lines = [];

    /// <summary>Adds a statement.</summary>
    /// <param name="code">The statement.</param>
    /// <param name="comment">Its comment without the slashes, or <see langword="null"/>.</param>
    public void Add(string code, string? comment = null) => lines.Add((code, comment));

    /// <summary>Writes all statements and forgets them.</summary>
    public void WriteTo(IndentedWriter writer)
    {
        var column = 0;
        foreach (var (code, comment) in lines)
        {
            column = comment is null ? column : Math.Max(column, writer.WidthOf(code));
        }

        foreach (var (code, comment) in lines)
        {
            writer.WriteLine(
                comment is null ? code : code + new string(' ', column - writer.WidthOf(code)) + "  // " + comment
            );
        }

        lines.Clear();
    }
}
