using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>describe</c>.</summary>
internal sealed class DescribeCommand(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    internal int Run(string name, Overrides overrides)
    {
        var definition = new ExperimentNames(experiments).Find(name);
        var settings = overrides.ApplyTo(definition.Defaults);
        var model = Overrides.Resolve(definition.Model, settings, Images(settings));
        if (settings.Data is not null)
        {
            ImageFit.Require(model, settings.Data);
        }

        DescriptionView.Show(terminal.Output, ExperimentDescription.Of(model));
        RuleCheck.Require(model, terminal.Error);
        return ExitCodes.Success;
    }

    private static ImagesModel? Images(RunSettings settings)
    {
        if (settings.Data is null)
        {
            return null;
        }

        TorchLibrary.Require();
        using var images = OpenedImages.Open(settings.Data, settings.Limit, torch.CPU);
        return images.Model;
    }
}
