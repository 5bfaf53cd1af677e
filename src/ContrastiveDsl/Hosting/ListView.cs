using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Shows the experiments of a program, one row each.</summary>
internal static class ListView
{
    internal static void Show(IAnsiConsole console, IReadOnlyList<ExperimentDefinition> experiments)
    {
        if (experiments.Count == 0)
        {
            console.Tell(ExperimentNames.NoneDeclared);
            return;
        }

        var names = new ExperimentNames(experiments);
        Column[] columns =
        [
            new("Experiment", names.Of),
            new("Method", experiment => experiment.Model.MethodName),
            new("Encoder", experiment => experiment.Model.Encoder.Type.Name),
            new("Images", experiment => Shape(experiment.Model.Encoder)),
            new("Epochs × batch", Sizes),
        ];
        ExperimentDefinition[] rows = [.. experiments.OrderBy(names.Of, StringComparer.Ordinal)];
        // Without the encoders, and without the images' shapes too, where the terminal has no room: words broken over
        // lines say less than describe, which shows both.
        Column[][] choices = [columns, [.. columns[..2], .. columns[3..]], [.. columns[..2], columns[^1]]];
        var tables = choices.Select(chosen => TableOf(chosen, rows));
        console.Write(new Unpadded(tables.FirstOrDefault(table => Fits(table, console)) ?? TableOf(choices[^1], rows)));
    }

    private static bool Fits(IRenderable table, IAnsiConsole console) =>
        table.Measure(RenderOptions.Create(console), int.MaxValue).Max <= console.Profile.Width;

    private static Table TableOf(Column[] columns, ExperimentDefinition[] rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (i, column) in columns.Index())
        {
            // A name is typed or copied, so it is whole however narrow the terminal.
            table.AddColumn(new TableColumn(column.Name) { NoWrap = i == 0 });
        }

        foreach (var row in rows)
        {
            table.AddRow(columns.Select(column => new Text(column.Of(row))));
        }

        return table;
    }

    private static string Sizes(ExperimentDefinition experiment) =>
        $"{Say.Count(experiment.Defaults.Epochs)} × {Say.Count(experiment.Defaults.BatchSize)}";

    private static string Shape(EncoderModel encoder) =>
        new FeatureShape(encoder.Channels, encoder.ImageSize, encoder.ImageSize).ToString();

    private sealed record Column(string Name, Func<ExperimentDefinition, string> Of);
}
