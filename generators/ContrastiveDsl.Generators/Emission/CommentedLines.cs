using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Statements with comments at their end, which are aligned in one column.</summary>
internal sealed class CommentedLines
{
    private const string Mark = "  // ";

    private readonly List<(string Code, string? Comment)> lines = [];

    /// <summary>Adds a statement.</summary>
    /// <param name="code">The statement.</param>
    /// <param name="comment">Its comment without the slashes, or <see langword="null"/>.</param>
    public void Add(string code, string? comment = null) => lines.Add((code, comment));

    /// <summary>
    /// Writes all statements and forgets them. Where a line would become too long for one column of comments, each
    /// comment follows its statement.
    /// </summary>
    public void WriteTo(IndentedWriter writer)
    {
        var commented = lines.Where(line => line.Comment is not null).ToArray();
        var column = commented.Length == 0 ? 0 : commented.Max(line => writer.WidthOf(line.Code));
        var isAligned = commented.All(line => column + Mark.Length + line.Comment!.Length <= writer.Room);
        foreach (var (code, comment) in lines)
        {
            Write(writer, code, comment, isAligned ? column : 0);
        }

        lines.Clear();
    }

    private static void Write(IndentedWriter writer, string code, string? comment, int column)
    {
        var end = comment is null ? string.Empty : Mark + comment;
        var width = writer.WidthOf(code);
        if (Math.Max(width, column) + end.Length <= writer.Room || LastCall(code) is not { } opening)
        {
            writer.WriteLine(code + (comment is null ? "" : new string(' ', Math.Max(0, column - width)) + end));
            return;
        }

        writer.WriteLine(code.Substring(0, opening + 1));
        using var arguments = writer.Indent();
        writer.WriteLine(code.Substring(opening + 1) + end);
    }

    /// <summary>
    /// Where the parenthesis opens that ends a statement; <see langword="null"/> where none ends it.
    /// </summary>
    private static int? LastCall(string code)
    {
        var depth = 0;
        for (var i = code.Length - 2; code.EndsWith(");", StringComparison.Ordinal) && i > 0; i--)
        {
            depth +=
                code[i] == ')' ? 1
                : code[i] == '(' ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }
}
