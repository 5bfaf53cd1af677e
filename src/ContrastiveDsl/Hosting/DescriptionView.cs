using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Shows a description: the shape flow as a table, what follows from the settings below it.</summary>
internal static class DescriptionView
{
    internal static void Show(IAnsiConsole console, ExperimentDescription description)
    {
        var model = description.Model;
        console.WriteLine($"{model.Type.Name}: {model.CitedMethod}");
        console.WriteLine();
        console.Write(new Unpadded(ShapeFlow(description)));
        console.WriteLine();
        console.Write(new Unpadded(Facts(description)));
    }

    private static Table ShapeFlow(ExperimentDescription description)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("Stage");
        table.AddColumn("Layer");
        table.AddColumn("Output");
        table.AddColumn(new TableColumn("Parameters").RightAligned());
        foreach (var row in DescriptionRows.ShapeFlow(description))
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static Grid Facts(ExperimentDescription description)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (name, value) in DescriptionRows.Facts(description))
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        return grid;
    }
}
