using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks how the parts of an experiment fit together. A part with a fault of its own is left out: the fault has been
/// reported on the part, and what follows from it is no news.
/// </summary>
internal static class FitChecks
{
    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="findings">Where findings go; what its method has found is there.</param>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var hasEncoder = analysis.IsSound(experiment.Encoder) && experiment.Encoder.Features > 0;
        CheckHeads(analysis, hasEncoder, findings);
        if (hasEncoder)
        {
            CheckViews(analysis, experiment.Views, nameof(ExperimentAttribute.Views), findings);
            CheckViews(analysis, experiment.SecondViews, nameof(ExperimentAttribute.SecondViews), findings);
            CheckPatchViews(analysis, findings);
        }

        CheckChance(analysis, findings);
        LossFitChecks.Check(experiment, findings);
        if (hasEncoder && experiment.Images is { Channels: > 0 } images)
        {
            DataChecks.Check(experiment, images, findings);
        }
    }

    private static void CheckHeads(ExperimentAnalysis analysis, bool hasEncoder, FindingList findings)
    {
        var experiment = analysis.Model;
        var (encoder, projector) = (experiment.Encoder, experiment.Projector);
        var features = hasEncoder ? encoder.Features : 0;
        if (hasEncoder)
        {
            HeadFitChecks.Check(
                analysis,
                projector,
                new(nameof(ExperimentAttribute.Projector), encoder.Type, features, ShapeRules.ProjectorInput),
                findings
            );
        }

        if (experiment.Pretext is { } pretext)
        {
            CheckPatches(analysis, pretext, findings);
            HeadFitChecks.Check(
                analysis,
                pretext.Head,
                new(nameof(PatchExperimentAttribute.PatchHead), encoder.Type, features, ShapeRules.ProjectorInput)
                {
                    Compared = projector,
                },
                findings
            );
        }

        if (experiment.Predictor is { } predictor && projector.Output > 0 && analysis.IsSound(projector))
        {
            HeadFitChecks.Check(
                analysis,
                predictor,
                new(
                    nameof(PredictiveExperimentAttribute.Predictor),
                    projector.Type,
                    projector.Output,
                    ShapeRules.PredictorInput
                )
                {
                    Compared = projector,
                    OutputRule = ShapeRules.PredictorOutput,
                },
                findings
            );
        }
    }

    /// <summary>A head of patches concatenates as many as the pretext transform makes.</summary>
    private static void CheckPatches(ExperimentAnalysis analysis, PretextModel pretext, FindingList findings)
    {
        var (experiment, head) = (analysis.Model, pretext.Head);
        if (
            head.Kind != PartKind.Custom
            && head.Patches != pretext.Transform.Patches
            && PatchChecks.AreSound(experiment, findings)
            && analysis.IsSound(head)
        )
        {
            findings.AddConflict(
                ShapeRules.PatchCount,
                experiment.At(nameof(PatchExperimentAttribute.PatchHead)),
                head.At(nameof(PatchHeadAttribute.Patches)),
                head.Type.Name,
                Text.Of(head.Patches),
                Text.Of(head.Hidden),
                Text.Of((long)head.Patches * head.Hidden),
                pretext.Transform.Maker,
                pretext.Transform.Patches == 1 ? "a single patch" : Text.Of(pretext.Transform.Patches) + " patches",
                Text.Of(pretext.Transform.Patches)
            );
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
                experiment.At(nameof(ExperimentAttribute.Views)),
                views.At(),
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
        var place = experiment.At(argument);
        CheckChannels(experiment, views, place, findings);
        if (experiment.Grid is null || PatchChecks.AreSound(experiment, findings))
        {
            var images = experiment.Grid is null
                ? ("'" + experiment.Encoder.Type.Name + "' takes images", "the encoder")
                : ("[" + experiment.Method.Facts.Word + "] cuts patches", "the patches");
            CheckCrop(views, place, experiment.ViewSize, images, findings);
            CheckBlur(experiment, views, place, experiment.ViewSize, findings);
        }
    }

    private static void CheckPatchViews(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.Pretext is not { } pretext
            || !PatchChecks.AreSound(experiment, findings)
            || !analysis.IsSound(pretext.Views)
        )
        {
            return;
        }

        var (patches, size) = (pretext.Views, pretext.Transform.PatchSize);
        var place = experiment.At(nameof(PatchExperimentAttribute.PatchViews));
        CheckCrop(patches, place, size, (pretext.Transform.Maker + " makes patches", "the patches"), findings);
        CheckBlur(experiment, patches, place, size, findings);

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

        var (expected, actual) = (views.Normalize, patches.Normalize);
        if (expected?.Mean != actual?.Mean || expected?.Std != actual?.Std)
        {
            findings.AddConflict(
                DataRules.PatchNormalize,
                experiment.At(nameof(PatchExperimentAttribute.PatchViews)),
                patches.At(),
                patches.Type.Name,
                views.Type.Name
            );
        }
    }

    /// <summary>What is reported as such already.</summary>
    private static bool HasOtherChannels(ExperimentModel experiment, ViewsModel views) =>
        views.Normalize is { } normalize && normalize.Mean.Count != experiment.Encoder.Channels;

    private static void CheckCrop(
        ViewsModel views,
        Place place,
        int expected,
        (string Source, string Owner) images,
        FindingList findings
    )
    {
        if (views.Crop is not { Size: not 0 } crop || crop.Size == expected)
        {
            return;
        }

        findings.AddConflict(
            DataRules.CropSize,
            place,
            new Place(views.Type.Qualified, crop.Attribute, nameof(RandomResizedCropAttribute.Size)),
            views.Type.Name,
            Text.Of(crop.Size),
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
            if (encoder.Channels == 1 && step.ColorSetting is { } colors)
            {
                var related = new Place(views.Type.Qualified, step.Attribute);
                findings.AddConflict(DataRules.NoColors, place, related, colors, encoder.Type.Name);
            }
        }

        if (views.Normalize is { } normalize && HasOtherChannels(experiment, views))
        {
            findings.AddConflict(
                ShapeRules.NormalizeChannels,
                place,
                new Place(views.Type.Qualified, normalize.Attribute),
                views.Type.Name,
                Text.Channels(normalize.Mean.Count),
                encoder.Type.Name,
                Text.Of(encoder.Channels),
                Text.Of(normalize.Mean.Count)
            );
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
