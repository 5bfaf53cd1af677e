namespace ContrastiveDsl.Language;

/// <summary>Checks the small views of an experiment beside its two large ones.</summary>
internal static class LocalViewsChecks
{
    private const string Family = nameof(MultiCropExperimentAttribute.LocalViews);
    private const string Number = nameof(MultiCropExperimentAttribute.LocalCount);

    /// <summary>Of each image; the papers have up to 10.</summary>
    private const int MaximumCount = 32;

    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment. A part with a fault of its own is left out.</param>
    /// <param name="hasEncoder">Whether it is known what its encoder takes.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(ExperimentAnalysis analysis, bool hasEncoder, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.LocalViews is not { } local)
        {
            if (analysis.IsWritten(experiment.Attribute, Number) && !analysis.IsWritten(experiment.Attribute, Family))
            {
                AddHalf(
                    experiment,
                    Number,
                    Family,
                    "Add " + Family + " = typeof(…), a class with [AugmentationFamily]",
                    findings
                );
                findings.Offer(Edit.Remove(experiment.At(Number)));
            }

            return;
        }

        if (local.Count == 0 && !analysis.IsWritten(experiment.Attribute, Number))
        {
            var usual = Text.Of(experiment.Method.Facts.UsualLocalCount);
            AddHalf(experiment, Family, Number, "Set " + Number + " = " + usual, findings);
            findings.Offer(Edit.Set(experiment.At(Number), usual));
            findings.Offer(Edit.Remove(experiment.At(Family)));
        }
        else
        {
            findings.RequireSize(experiment.Attribute, Number, local.Count, 1, MaximumCount);
        }

        if (hasEncoder && analysis.IsSound(local.Views))
        {
            CheckSize(experiment, local.Views, findings);
        }
    }

    private static void AddHalf(
        ExperimentModel experiment,
        string written,
        string missing,
        string instead,
        FindingList findings
    ) => findings.Add(MethodRules.HalfOfLocalViews, experiment.At(written), written, missing, instead);

    private static void CheckSize(ExperimentModel experiment, ViewsModel views, FindingList findings)
    {
        var (encoder, size) = (experiment.Encoder, experiment.LocalSize);
        var place = experiment.At(Family);
        Place? crop = views.Crop is { } step ? views.At(step, nameof(RandomResizedCropAttribute.Size)) : null;

        // Without a crop they are as large as the large ones, whatever the encoder takes.
        if (crop is not null && size != encoder.ImageSize && encoder.Form.MisfitOf(encoder, size, size) is { } misfit)
        {
            findings.AddConflict(
                DataRules.LocalSize,
                place,
                crop,
                views.Type.Name,
                Text.Of(size),
                encoder.Type.Name,
                misfit.Reason,
                misfit.Remedy ?? "Set Size = " + Text.Choice(misfit.Sizes)
            );
            findings.OfferEach(crop, misfit.Sizes);
        }
        else if (size >= experiment.CropSize)
        {
            findings.AddConflict(
                DataRules.LocalNotSmall,
                place,
                crop ?? views.At(),
                views.Type.Name,
                Text.Of(size),
                Text.Of(experiment.CropSize)
            );
        }
    }
}
