using ContrastiveDsl.Reporting;
using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Neighbors as tables on a terminal, as plain columns in a file.</summary>
internal static class NeighborsView
{
    private const string CosineHead = "cosine";

    internal static void Show(Terminal terminal, NeighborsResult result)
    {
        foreach (var answer in result.Answers)
        {
            if (terminal.IsWatched)
            {
                Draw(terminal.Output, answer);
            }
            else
            {
                Write(terminal.Output, answer);
            }
        }
    }

    private static void Draw(IAnsiConsole console, NeighborsAnswer answer)
    {
        var table = new Table().Title(Markup.Escape(Visible.Of(answer.Image.Name))).RoundedBorder();
        table.AddColumn(new TableColumn("").RightAligned());
        table.AddColumn(new TableColumn(CosineHead).RightAligned());
        table.AddColumn("image");
        foreach (var (rank, neighbor) in answer.Neighbors.Index())
        {
            var name = Visible.Of(neighbor.Image.Name);
            table.AddRow(new Text(Say.Count(rank + 1)), new Text(Cosine(neighbor)), new Text(name));
        }

        console.Write(table);
    }

    /// <summary>Columns that another program may read.</summary>
    private static void Write(IAnsiConsole console, NeighborsAnswer answer)
    {
        console.TellWhole(answer.Image.Name);
        console.TellWhole($"{"", 6}  {CosineHead, 7}  image");
        foreach (var (rank, neighbor) in answer.Neighbors.Index())
        {
            console.TellWhole($"{Say.Count(rank + 1), 6}  {Cosine(neighbor), 7}  {neighbor.Image.Name}");
        }
    }

    private static string Cosine(ShownNeighbor neighbor) => Say.Fixed(neighbor.Cosine, 4);
}
