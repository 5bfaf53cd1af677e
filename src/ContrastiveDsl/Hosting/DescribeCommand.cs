using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>describe</c>.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
/// <param name="defaultData">The images where none are named; they need not be there.</param>
internal sealed class DescribeCommand(
    IReadOnlyList<ExperimentDefinition> experiments,
    Terminal terminal,
    DefaultData? defaultData = null
)
{
    internal int Run(string name, Overrides overrides)
    {
        var definition = new ExperimentNames(experiments).Find(name);
        var settings = (overrides with { Data = overrides.Data ?? defaultData?.Present }).ApplyTo(definition.Defaults);
        var found = Found(settings, definition.Model);
        var model = Overrides.Resolve(definition.Model, settings, found?.TrainModel);
        if (settings.Data is not null)
        {
            ImageFit.Require(model, settings.Data);
        }

        DescriptionView.Show(terminal.Output, ExperimentDescription.Of(model));
        if (found is { IsDecoded: false })
        {
            terminal.Output.WriteLine();
            terminal.Output.Tell(
                "The images are counted by the beginnings of their files; those that cannot be decoded are left out when training starts."
            );
        }

        RuleCheck.Require(model, terminal.Error);
        return ExitCodes.Success;
    }

    private static FoundImages? Found(RunSettings settings, ExperimentModel model)
    {
        if (settings.Data is null)
        {
            return null;
        }

        TorchLibrary.Require();
        return FoundImages.Find(settings, model);
    }
}
