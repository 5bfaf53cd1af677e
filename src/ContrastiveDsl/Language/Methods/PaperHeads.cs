using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks heads of methods without negatives against those of their authors.</summary>
internal static class PaperHeadChecks
{
    /// <summary>Checks that projector and predictor normalize, as all heads of these methods do.</summary>
    public static void CheckNorms(ExperimentAnalysis analysis, FindingList findings)
    {
        CheckProjector(analysis, findings);
        if (analysis.Model.Predictor is { } predictor)
        {
            CheckPredictor(analysis, predictor, findings);
        }
    }

    /// <summary>Checks that the projector normalizes.</summary>
    public static void CheckProjector(ExperimentAnalysis analysis, FindingList findings) =>
        Check(analysis, analysis.Model.Projector, nameof(ExperimentAttribute.Projector), "the projector", findings);

    /// <summary>Checks that a predictor normalizes.</summary>
    public static void CheckPredictor(ExperimentAnalysis analysis, HeadModel predictor, FindingList findings) =>
        Check(analysis, predictor, nameof(PredictiveExperimentAttribute.Predictor), "the predictor", findings);

    private static void Check(
        ExperimentAnalysis analysis,
        HeadModel head,
        string argument,
        string role,
        FindingList findings
    )
    {
        var hasNorm = head.Layers.Any(layer => layer.Layer is NormLayer);
        if (head.IsCustom || hasNorm || !analysis.IsSound(head))
        {
            return;
        }

        var fix = head.Form.BatchNorm(head);
        findings.AddConflict(
            MethodRules.PlainHead,
            analysis.Model.At(argument),
            fix.Place,
            analysis.Model.Method.Facts.Name,
            role,
            head.Type.Name,
            fix.Sentence + " there"
        );
        fix.OfferTo(findings);
    }
}
