using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Tables of a comparison: drawn on a terminal, as Markdown in a file.</summary>
internal static class ComparisonView
{
    /// <summary>The columns that hold words, to the left: the name, and whether it is enough.</summary>
    private static bool IsNumber(int column) => column is not (0 or 4);

    internal static void Show(Terminal terminal, IReadOnlyList<ComparisonTable> tables)
    {
        foreach (var table in tables)
        {
            if (terminal.IsWatched)
            {
                Draw(terminal.Output, table);
            }
            else
            {
                // Not through the console, which breaks lines.
                terminal.Output.Profile.Out.Writer.Write(Markdown(table));
            }
        }
    }

    /// <summary>Caption and table as Markdown.</summary>
    internal static string Markdown(ComparisonTable table)
    {
        IEnumerable<string> lines =
        [
            "",
            table.Heading,
            "",
            Line(table.Columns),
            "|" + string.Join('|', table.Columns.Select((_, i) => IsNumber(i) ? "---:" : "---")) + "|",
            .. table.Rows.Select(row => Line(table.Cells(row))),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Line(IReadOnlyList<string> cells) => "| " + string.Join(" | ", cells) + " |";

    private static void Draw(IAnsiConsole console, ComparisonTable table)
    {
        console.WriteLine();
        console.WriteLine(table.Heading);
        var drawn = new Table { Border = TableBorder.Simple };
        foreach (var (i, name) in table.Columns.Index())
        {
            var column = new TableColumn(new Text(name)) { NoWrap = true };
            drawn.AddColumn(IsNumber(i) ? column.RightAligned() : column);
        }

        foreach (var row in table.Rows)
        {
            var style = new Style(row.HasLearned ? Color.Green : Color.Yellow);
            drawn.AddRow(table.Cells(row).Select((cell, i) => i is 3 or 4 ? new Text(cell, style) : new Text(cell)));
        }

        console.Write(new Unpadded(drawn));
    }
}
