using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Shows the experiments of a program, one row each.</summary>
internal static class ListView
{
    internal static void Show(IAnsiConsole console, IReadOnlyList<ExperimentDefinition> experiments)
    {
        if (experiments.Count == 0)
        {
            console.WriteLine(ExperimentNames.NoneDeclared);
            return;
        }

        var names = new ExperimentNames(experiments);
        var table = new Table { Border = TableBorder.Simple };
        // A name is typed or copied, so it is whole however narrow the terminal.
        table.AddColumn(new TableColumn("Experiment").NoWrap());
        table.AddColumns("Method", "Encoder", "Images", "Epochs × batch");
        foreach (var experiment in experiments.OrderBy(names.Of, StringComparer.Ordinal))
        {
            var (model, defaults) = (experiment.Model, experiment.Defaults);
            table.AddRow(
                new Text(names.Of(experiment)),
                new Text(model.MethodName),
                new Text(model.Encoder.Type.Name),
                new Text(Shape(model.Encoder)),
                new Text($"{Say.Count(defaults.Epochs)} × {Say.Count(defaults.BatchSize)}")
            );
        }

        console.Write(new Unpadded(table));
    }

    private static string Shape(EncoderModel encoder) =>
        new FeatureShape(encoder.Channels, encoder.ImageSize, encoder.ImageSize).ToString();
}
