namespace ContrastiveDsl.Language;

/// <summary>
/// Checks how the augmentation families of an experiment fit its encoder, its patches and each other; how much views
/// differ, <see cref="ViewsDifferenceChecks"/> does. A family with a fault of its own is left out.
/// </summary>
internal static class ViewsFitChecks
{
    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="hasEncoder">Whether it is known what its encoder takes.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(ExperimentAnalysis analysis, bool hasEncoder, FindingList findings)
    {
        var experiment = analysis.Model;
        if (hasEncoder)
        {
            CheckViews(analysis, experiment.Views, nameof(ExperimentAttribute.Views), findings);
            CheckViews(analysis, experiment.SecondViews, nameof(ExperimentAttribute.SecondViews), findings);
            CheckPatchViews(analysis, findings);
            NormalizeFitChecks.CheckSecond(analysis, findings);
            CheckLocalViews(analysis, findings);
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
            CheckSteps(experiment, views, place, experiment.ViewSize, findings);
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
        CheckSteps(experiment, patches, place, size, findings);

        // One family for images and patches has been checked by its channels.
        if (patches.Type != experiment.Views.Type)
        {
            CheckChannels(experiment, patches, place, findings);
            NormalizeFitChecks.Check(
                analysis,
                patches,
                (nameof(PatchExperimentAttribute.PatchViews), "patches and images"),
                findings
            );
        }
    }

    /// <summary>How small they are is no matter here.</summary>
    private static void CheckLocalViews(ExperimentAnalysis analysis, FindingList findings)
    {
        const string argument = nameof(MultiCropExperimentAttribute.LocalViews);
        var experiment = analysis.Model;
        if (experiment.LocalViews is not { Views: var local } || !analysis.IsSound(local))
        {
            return;
        }

        CheckSteps(experiment, local, experiment.At(argument), experiment.LocalSize, findings);

        // A family of large views, too, has been checked by its channels.
        if (local.Type != experiment.Views.Type && local.Type != experiment.SecondViews?.Type)
        {
            CheckChannels(experiment, local, experiment.At(argument), findings);
            NormalizeFitChecks.Check(analysis, local, (argument, "large and local views"), findings);
        }
    }

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
            views.At(crop, nameof(RandomResizedCropAttribute.Size)),
            views.Type.Name,
            Text.Of(crop.Size),
            images.Source,
            Text.Of(expected),
            images.Owner
        );
        findings.Offer(Edit.Remove(views.At(crop, nameof(RandomResizedCropAttribute.Size))));
    }

    private static void CheckChannels(ExperimentModel experiment, ViewsModel views, Place place, FindingList findings)
    {
        ColorFitChecks.Check(experiment, views, place, findings);
        NormalizeFitChecks.CheckChannels(experiment, views, place, findings);
    }

    private static void CheckSteps(
        ExperimentModel experiment,
        ViewsModel views,
        Place place,
        int expected,
        FindingList findings
    )
    {
        var side = views.StatedCropSize > 0 ? views.StatedCropSize : expected;
        foreach (var step in views.Steps)
        {
            step.CheckSide(experiment, views, place, side, findings);
        }
    }
}
