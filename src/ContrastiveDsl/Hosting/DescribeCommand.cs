using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;

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
        var model = Overrides.Resolve(definition.Model, settings, Images(settings, definition.Model));
        if (settings.Data is not null)
        {
            ImageFit.Require(model, settings.Data);
        }

        DescriptionView.Show(terminal.Output, ExperimentDescription.Of(model));
        RuleCheck.Require(model, terminal.Error);
        return ExitCodes.Success;
    }

    private static ImagesModel? Images(RunSettings settings, ExperimentModel model)
    {
        if (settings.Data is null)
        {
            return null;
        }

        TorchLibrary.Require();
        return FoundImages.Find(settings, model).TrainModel;
    }
}
