namespace ContrastiveDsl.Language;

/// <summary>
/// Checks that a prediction head fits the projection head before it and what its output is compared with.
/// </summary>
internal static class PredictorChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var projector = experiment.Projector;
        if (experiment.Predictor is not { } predictor || projector.Output < 1 || !analysis.IsSound(projector))
        {
            return;
        }

        var place = findings.At(experiment.Attribute, nameof(PredictiveExperimentAttribute.Predictor));
        if (predictor.IsInputInferred)
        {
            FitChecks.CheckInferred(analysis, predictor, place, findings);
        }

        if (!analysis.IsSound(predictor))
        {
            return;
        }

        if (predictor.Input != projector.Output)
        {
            findings.AddConflict(
                ShapeRules.PredictorInput,
                place,
                new Place(predictor.Type.Qualified, predictor.Attribute, nameof(HeadAttribute.Input)),
                predictor.Type.Name,
                Text.Of(predictor.Input),
                projector.Type.Name,
                Text.Of(projector.Output)
            );
        }
        else if (predictor.Output != projector.Output)
        {
            findings.AddConflict(
                ShapeRules.PredictorOutput,
                place,
                new Place(predictor.Type.Qualified, predictor.Attribute, nameof(HeadAttribute.Output)),
                predictor.Type.Name,
                Text.Of(predictor.Output),
                Text.Of(projector.Output),
                projector.Type.Name,
                predictor.Kind == PartKind.Layers
                    ? "End it with [Linear(" + Text.Of(projector.Output) + ")]"
                    : "Set Output = " + Text.Of(projector.Output)
            );
        }
    }
}
