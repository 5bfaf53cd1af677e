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
        ViewsFitChecks.Check(analysis, hasEncoder, findings);
        ViewsDifferenceChecks.Check(analysis, findings);
        LocalViewsChecks.Check(analysis, hasEncoder, findings);
        PaperViewsChecks.Check(analysis, findings);
        CheckDirections(analysis, findings);
        CheckClasses(experiment, findings);
        LossFitChecks.Check(experiment, findings);
        if (hasEncoder && experiment.Images is { Channels: > 0 } images)
        {
            DataChecks.CheckOpened(experiment, images, findings);
        }
    }

    private static void CheckHeads(ExperimentAnalysis analysis, bool hasEncoder, FindingList findings)
    {
        var experiment = analysis.Model;
        var (encoder, projector) = (experiment.Encoder, experiment.Projector);
        var features = hasEncoder ? encoder.Features : 0;
        if (hasEncoder && experiment.Method.Facts.HasProjector)
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
            head.OfPatches is { } form
            && form.Patches != pretext.Transform.Patches
            && PatchChecks.AreSound(experiment, findings)
            && analysis.IsSound(head)
        )
        {
            findings.AddConflict(
                ShapeRules.PatchCount,
                experiment.At(nameof(PatchExperimentAttribute.PatchHead)),
                head.At(nameof(PatchHeadAttribute.Patches)),
                head.Type.Name,
                Text.Of(form.Patches),
                Text.Of(form.Hidden),
                Text.Of((long)form.Patches * form.Hidden),
                pretext.Transform.Maker,
                pretext.Transform.Patches == 1 ? "a single patch" : Text.Of(pretext.Transform.Patches) + " patches",
                Text.Of(pretext.Transform.Patches)
            );
            findings.Offer(Edit.Set(head.At(nameof(PatchHeadAttribute.Patches)), Text.Of(pretext.Transform.Patches)));
        }
    }

    /// <summary>A unit vector of one component is 1 or −1, whatever the weights.</summary>
    private static void CheckDirections(ExperimentAnalysis analysis, FindingList findings)
    {
        var (experiment, projector) = (analysis.Model, analysis.Model.Projector);
        if (
            projector.Output == 1
            && experiment.Method.Facts.HasProjector
            && experiment.Loss.ComparesDirections
            && analysis.IsSound(projector)
        )
        {
            findings.AddConflict(
                MethodRules.SingleComponent,
                experiment.At(nameof(ExperimentAttribute.Projector)),
                projector.At(nameof(HeadAttribute.Output)),
                projector.Type.Name
            );
        }
    }

    /// <summary>Labels of opened images are counted before a run, not believed.</summary>
    private static void CheckClasses(ExperimentModel experiment, FindingList findings)
    {
        if (experiment is { NeedsLabels: true, Images: { Classes: 1, Channels: 0 } images })
        {
            findings.Add(
                MethodRules.OneClass,
                findings.At(images.Attribute, nameof(ImagesAttribute.Classes)),
                experiment.Method.Facts.Name,
                experiment.Method.WithoutLabels.Instead
            );
        }
    }
}
