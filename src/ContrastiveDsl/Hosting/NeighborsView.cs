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
                Write(terminal.Output.Profile.Out.Writer, answer);
            }
        }
    }

    private static void Draw(IAnsiConsole console, NeighborsAnswer answer)
    {
        var table = new Table().Title(Markup.Escape(answer.Image.Name)).RoundedBorder();
        table.AddColumn(new TableColumn("").RightAligned());
        table.AddColumn(new TableColumn(CosineHead).RightAligned());
        table.AddColumn("image");
        foreach (var (rank, neighbor) in answer.Neighbors.Index())
        {
            table.AddRow(new Text(Say.Count(rank + 1)), new Text(Cosine(neighbor)), new Text(neighbor.Image.Name));
        }

        console.Write(table);
    }

    /// <summary>Not through the console, which breaks lines.</summary>
    private static void Write(TextWriter writer, NeighborsAnswer answer)
    {
        writer.WriteLine(answer.Image.Name);
        writer.WriteLine($"{"", 6}  {CosineHead, 7}  image");
        foreach (var (rank, neighbor) in answer.Neighbors.Index())
        {
            writer.WriteLine($"{Say.Count(rank + 1), 6}  {Cosine(neighbor), 7}  {neighbor.Image.Name}");
        }
    }

    private static string Cosine(ShownNeighbor neighbor) => Say.Fixed(neighbor.Cosine, 4);
}
