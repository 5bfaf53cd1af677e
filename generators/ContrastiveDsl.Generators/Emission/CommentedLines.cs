using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Statements with comments at their end, which are aligned in one column.</summary>
internal sealed class CommentedLines
{
    private const string Mark = "  // ";

    private readonly List<(string Code, string? Comment)> lines = [];

    /// <summary>The statements with their comments, which have not been written.</summary>
    public IReadOnlyList<(string Code, string? Comment)> All => lines;

    /// <summary>Adds a statement.</summary>
    /// <param name="code">The statement.</param>
    /// <param name="comment">Its comment without the slashes, or <see langword="null"/>.</param>
    public void Add(string code, string? comment = null) => lines.Add((code, comment));

    /// <summary>
    /// Writes all statements and forgets them. A statement that is broken into two lines parts those before it from
    /// those behind; where a line would become too long for one column of comments, each comment follows its statement.
    /// </summary>
    public void WriteTo(IndentedWriter writer)
    {
        for (var start = 0; start < lines.Count; )
        {
            var run = lines.Skip(start).TakeWhile(line => !IsBroken(writer, line)).ToArray();
            WriteRun(writer, run.Length > 0 ? run : [lines[start]]);
            start += Math.Max(1, run.Length);
        }

        lines.Clear();
    }

    private static bool IsBroken(IndentedWriter writer, (string Code, string? Comment) line) =>
        writer.WidthOf(line.Code) + Tail(line.Comment).Length > writer.Room && BreakOf(line.Code) is not null;

    private static void WriteRun(IndentedWriter writer, (string Code, string? Comment)[] run)
    {
        var commented = run.Where(line => line.Comment is not null).ToArray();
        var column = commented.Length == 0 ? 0 : commented.Max(line => writer.WidthOf(line.Code));
        var isAligned = commented.All(line => column + Mark.Length + line.Comment!.Length <= writer.Room);
        foreach (var (code, comment) in run)
        {
            Write(writer, code, comment, isAligned ? column : 0);
        }
    }

    private static string Tail(string? comment) => comment is null ? string.Empty : Mark + comment;

    private static void Write(IndentedWriter writer, string code, string? comment, int column)
    {
        var tail = Tail(comment);
        var width = writer.WidthOf(code);
        if (Math.Max(width, column) + tail.Length <= writer.Room || BreakOf(code) is not { } end)
        {
            writer.WriteLine(code + (comment is null ? "" : new string(' ', Math.Max(0, column - width)) + tail));
            return;
        }

        writer.WriteLine(code.Substring(0, end));
        using var rest = writer.Indent();
        writer.WriteLine(code.Substring(end) + tail);
    }

    /// <summary>
    /// Where a statement that ends in a call is broken: before the call's dot where it follows another call, else
    /// before its arguments; <see langword="null"/> for other statements.
    /// </summary>
    private static int? BreakOf(string code)
    {
        if (LastArguments(code) is not { } arguments)
        {
            return null;
        }

        var dot = code.LastIndexOf('.', arguments);
        return dot > 0 && code[dot - 1] == ')' ? dot : arguments;
    }

    /// <summary>Where the arguments begin of the call that ends a statement.</summary>
    private static int? LastArguments(string code)
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
                return i + 1;
            }
        }

        return null;
    }
}
