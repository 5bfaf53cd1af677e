using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Tables of a comparison: drawn on a terminal, as Markdown in a file.</summary>
internal static class ComparisonView
{
    /// <summary>Columns of numbers stand to the right.</summary>
    private static readonly bool[] IsNumber = [false, true, true, true, false, true];

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
            table.Caption,
            "",
            Line(ComparisonTable.Columns),
            "|" + string.Join('|', IsNumber.Select(number => number ? "---:" : "---")) + "|",
            .. table.Rows.Select(row => Line(row.Cells)),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Line(IReadOnlyList<string> cells) => "| " + string.Join(" | ", cells) + " |";

    private static void Draw(IAnsiConsole console, ComparisonTable table)
    {
        console.WriteLine();
        console.WriteLine(table.Caption);
        var drawn = new Table { Border = TableBorder.Simple };
        foreach (var (name, isNumber) in ComparisonTable.Columns.Zip(IsNumber))
        {
            var column = new TableColumn(new Text(name)) { NoWrap = true };
            drawn.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var row in table.Rows)
        {
            var style = new Style(row.HasLearned ? Color.Green : Color.Yellow);
            drawn.AddRow(row.Cells.Select((cell, i) => i is 3 or 4 ? new Text(cell, style) : new Text(cell)));
        }

        console.Write(drawn);
    }
}
