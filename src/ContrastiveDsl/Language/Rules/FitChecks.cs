using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks how the parts of an experiment fit together. A part with a fault of its own is left out: the fault has been reported on the part, and what follows from it is no news.
/// </summary>
internal static class FitChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var hasEncoder = IsSound(Rules.Validate(experiment.Encoder)) && experiment.Encoder.Features > 0;
        var hasViews = IsSound(Rules.Validate(experiment.Views));
        if (hasEncoder)
        {
            CheckProjector(experiment, findings);
        }

        if (hasEncoder && hasViews)
        {
            CheckCrop(experiment, findings);
            CheckChannels(experiment, findings);
            CheckBlur(experiment, findings);
        }

        if (hasEncoder && experiment.Images is { Channels: > 0 } images)
        {
            DataChecks.Check(experiment, images, findings);
        }
    }

    private static bool IsSound(EquatableArray<Finding> findings) => !findings.Any(finding => finding.Rule.Severity == Severity.Error);

    private static void CheckProjector(ExperimentModel experiment, FindingList findings)
    {
        var projector = experiment.Projector;
        var target = findings.At(experiment.Attribute, "Projector");
        if (projector.IsInputInferred)
        {
            CheckInferred(projector, target, findings);
        }
        else if (projector.Input != experiment.Encoder.Features && IsSound(Rules.Validate(projector)))
        {
            findings.AddConflict(
                ShapeRules.ProjectorInput,
                target,
                new Target(projector.Type.Qualified, projector.Attribute, "Input"),
                projector.Type.Name,
                Text.Of(projector.Input),
                experiment.Encoder.Type.Name,
                Text.Of(experiment.Encoder.Features));
        }
    }

    /// <summary>What only shows once the input is known is the experiment's: the head may fit another encoder.</summary>
    private static void CheckInferred(HeadModel projector, Target target, FindingList findings)
    {
        if (!IsSound(Rules.Validate(projector.WithInput(0))))
        {
            return;
        }

        foreach (var finding in Rules.Validate(projector))
        {
            findings.Add(finding with { Target = target, Related = finding.Target });
        }
    }

    private static void CheckCrop(ExperimentModel experiment, FindingList findings)
    {
        var size = experiment.Views.StatedCropSize;
        if (size == 0 || size == experiment.Encoder.ImageSize)
        {
            return;
        }

        var crop = experiment.Views.Steps.OfType<RandomResizedCropStep>().Last();
        findings.AddConflict(
            DataRules.CropSize,
            findings.At(experiment.Attribute, "Views"),
            new Target(experiment.Views.Type.Qualified, crop.Attribute, "Size"),
            experiment.Views.Type.Name,
            Text.Of(size),
            experiment.Encoder.Type.Name,
            Text.Of(experiment.Encoder.ImageSize));
    }

    private static void CheckChannels(ExperimentModel experiment, FindingList findings)
    {
        var encoder = experiment.Encoder;
        var target = findings.At(experiment.Attribute, "Views");
        foreach (var step in experiment.Views.Steps)
        {
            var related = new Target(experiment.Views.Type.Qualified, step.Attribute);
            if (step is NormalizeStep normalize && normalize.Mean.Count != encoder.Channels)
            {
                findings.AddConflict(
                    ShapeRules.NormalizeChannels,
                    target,
                    related,
                    experiment.Views.Type.Name,
                    KindNames.Channels(normalize.Mean.Count),
                    encoder.Type.Name,
                    Text.Of(encoder.Channels),
                    Text.Of(normalize.Mean.Count));
            }

            if (encoder.Channels == 1 && Colors(step) is { } colors)
            {
                findings.AddConflict(DataRules.NoColors, target, related, colors, encoder.Type.Name);
            }
        }
    }

    private static string? Colors(TransformStep step) => step switch
    {
        ColorJitterStep { Saturation: > 0 } => "The Saturation of [ColorJitter]",
        ColorJitterStep { Hue: > 0 } => "The Hue of [ColorJitter]",
        RandomGrayscaleStep => "[RandomGrayscale]",
        _ => null,
    };

    private static void CheckBlur(ExperimentModel experiment, FindingList findings)
    {
        var size = experiment.CropSize;
        foreach (var step in experiment.Views.Steps)
        {
            if (step is GaussianBlurStep blur && blur.Kernel / 2 >= size)
            {
                findings.AddConflict(
                    DataRules.BlurTooLarge,
                    findings.At(experiment.Attribute, "Views"),
                    new Target(experiment.Views.Type.Qualified, step.Attribute, "Kernel"),
                    experiment.Views.Type.Name,
                    Text.Of(blur.Kernel),
                    Text.Of((2 * size) - 1),
                    Text.Of(size),
                    experiment.Type.Name);
            }
        }
    }
}
