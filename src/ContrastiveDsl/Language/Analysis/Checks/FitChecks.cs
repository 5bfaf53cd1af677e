using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks how the parts of an experiment fit together. A part with a fault of its own is left out: the fault has been
/// reported on the part, and what follows from it is no news.
/// </summary>
internal static class FitChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var hasEncoder = analysis.IsSound(experiment.Encoder) && experiment.Encoder.Features > 0;
        if (hasEncoder)
        {
            CheckProjector(analysis, findings);
            CheckViews(analysis, experiment.Views, nameof(ExperimentAttribute.Views), findings);
            CheckViews(analysis, experiment.SecondViews, nameof(ExperimentAttribute.SecondViews), findings);
            CheckPatchViews(analysis, findings);
        }

        CheckChance(analysis, findings);
        PredictorChecks.Check(analysis, findings);
        LossFitChecks.Check(experiment, findings);
        if (hasEncoder && experiment.Images is { Channels: > 0 } images)
        {
            DataChecks.Check(experiment, images, findings);
        }
    }

    /// <summary>
    /// What only shows once a head's input is known is the experiment's: the head may fit another network.
    /// </summary>
    public static void CheckInferred(ExperimentAnalysis analysis, HeadModel head, Place place, FindingList findings)
    {
        if (!analysis.IsSound(head.WithInput(0)))
        {
            return;
        }

        foreach (var finding in analysis.Findings(head))
        {
            findings.Add(finding with { Place = place, Related = finding.Place });
        }
    }

    /// <summary>
    /// One family for both views must have chance; of two, one may leave the images as they are. Where labels tell what
    /// belongs together, equal views still teach.
    /// </summary>
    private static void CheckChance(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var views = experiment.Views;
        if (
            experiment is { SecondViews: null, ViewCount: > 1, NeedsLabels: false }
            && analysis.IsSound(views)
            && !views.Steps.Any(step => step.IsRandom)
        )
        {
            findings.AddConflict(
                MethodRules.IdenticalViews,
                findings.At(experiment.Attribute, nameof(ExperimentAttribute.Views)),
                new Place(views.Type.Qualified, views.Attribute),
                views.Type.Name
            );
        }
    }

    private static void CheckViews(
        ExperimentAnalysis analysis,
        ViewsModel? views,
        string argument,
        FindingList findings
    )
    {
        if (views is null || !analysis.IsSound(views))
        {
            return;
        }

        var experiment = analysis.Model;
        var place = findings.At(experiment.Attribute, argument);
        CheckChannels(experiment, views, place, findings);
        if (experiment.Grid is null)
        {
            CheckCrop(
                views,
                place,
                experiment.ViewSize,
                ("'" + experiment.Encoder.Type.Name + "' takes images", "the encoder"),
                findings
            );
            CheckBlur(experiment, views, place, experiment.ViewSize, findings);
        }
        else if (analysis.HasPatches)
        {
            CheckCrop(views, place, experiment.ViewSize, ("[Cpc] cuts patches", "the patches"), findings);
            CheckBlur(experiment, views, place, experiment.ViewSize, findings);
        }
    }

    private static void CheckPatchViews(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.Pretext?.Views is not { } patches || !analysis.HasPatches || !analysis.IsSound(patches))
        {
            return;
        }

        var place = findings.At(experiment.Attribute, nameof(PatchExperimentAttribute.PatchViews));
        var maker = experiment.Pretext?.Jigsaw is null ? "[Rotation]" : "[Jigsaw]";
        CheckCrop(patches, place, experiment.PatchSize, (maker + " makes patches", "the patches"), findings);
        CheckBlur(experiment, patches, place, experiment.PatchSize, findings);

        // One family for images and patches has been checked by its channels.
        if (patches.Type != experiment.Views.Type)
        {
            CheckChannels(experiment, patches, place, findings);
            CheckNormalize(analysis, patches, findings);
        }
    }

    private static void CheckNormalize(ExperimentAnalysis analysis, ViewsModel patches, FindingList findings)
    {
        var experiment = analysis.Model;
        var views = experiment.Views;
        if (!analysis.IsSound(views) || HasOtherChannels(experiment, views) || HasOtherChannels(experiment, patches))
        {
            return;
        }

        var (expected, actual) = (
            views.Steps.OfType<NormalizeStep>().FirstOrDefault(),
            patches.Steps.OfType<NormalizeStep>().FirstOrDefault()
        );
        if (expected?.Mean != actual?.Mean || expected?.Std != actual?.Std)
        {
            findings.AddConflict(
                DataRules.PatchNormalize,
                findings.At(experiment.Attribute, nameof(PatchExperimentAttribute.PatchViews)),
                new Place(patches.Type.Qualified, patches.Attribute),
                patches.Type.Name,
                views.Type.Name
            );
        }
    }

    private static void CheckProjector(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var projector = experiment.Projector;
        var place = findings.At(experiment.Attribute, nameof(ExperimentAttribute.Projector));
        if (projector.IsInputInferred)
        {
            CheckInferred(analysis, projector, place, findings);
        }
        else if (projector.Input != experiment.Encoder.Features && analysis.IsSound(projector))
        {
            findings.AddConflict(
                ShapeRules.ProjectorInput,
                place,
                new Place(projector.Type.Qualified, projector.Attribute, nameof(HeadAttribute.Input)),
                projector.Type.Name,
                Text.Of(projector.Input),
                experiment.Encoder.Type.Name,
                Text.Of(experiment.Encoder.Features)
            );
        }
    }

    /// <summary>What is reported as such already.</summary>
    private static bool HasOtherChannels(ExperimentModel experiment, ViewsModel views) =>
        views.Steps.OfType<NormalizeStep>().Any(step => step.Mean.Count != experiment.Encoder.Channels);

    private static void CheckCrop(
        ViewsModel views,
        Place place,
        int expected,
        (string Source, string Owner) images,
        FindingList findings
    )
    {
        var size = views.StatedCropSize;
        if (size == 0 || size == expected)
        {
            return;
        }

        var crop = views.Steps.OfType<RandomResizedCropStep>().Last();
        findings.AddConflict(
            DataRules.CropSize,
            place,
            new Place(views.Type.Qualified, crop.Attribute, nameof(RandomResizedCropAttribute.Size)),
            views.Type.Name,
            Text.Of(size),
            images.Source,
            Text.Of(expected),
            images.Owner
        );
    }

    private static void CheckChannels(ExperimentModel experiment, ViewsModel views, Place place, FindingList findings)
    {
        var encoder = experiment.Encoder;
        foreach (var step in views.Steps)
        {
            var related = new Place(views.Type.Qualified, step.Attribute);
            if (step is NormalizeStep normalize && normalize.Mean.Count != encoder.Channels)
            {
                findings.AddConflict(
                    ShapeRules.NormalizeChannels,
                    place,
                    related,
                    views.Type.Name,
                    KindNames.Channels(normalize.Mean.Count),
                    encoder.Type.Name,
                    Text.Of(encoder.Channels),
                    Text.Of(normalize.Mean.Count)
                );
            }

            if (encoder.Channels == 1 && step.ColorSetting is { } colors)
            {
                findings.AddConflict(DataRules.NoColors, place, related, colors, encoder.Type.Name);
            }
        }
    }

    private static void CheckBlur(
        ExperimentModel experiment,
        ViewsModel views,
        Place place,
        int expected,
        FindingList findings
    )
    {
        var size = views.StatedCropSize > 0 ? views.StatedCropSize : expected;
        foreach (var step in views.Steps)
        {
            if (step is GaussianBlurStep blur && blur.Kernel / 2 >= size)
            {
                findings.AddConflict(
                    DataRules.BlurTooLarge,
                    place,
                    new Place(views.Type.Qualified, step.Attribute, nameof(GaussianBlurAttribute.Kernel)),
                    views.Type.Name,
                    Text.Of(blur.Kernel),
                    Text.Of((2 * size) - 1),
                    Text.Of(size),
                    experiment.Type.Name
                );
            }
        }
    }
}
