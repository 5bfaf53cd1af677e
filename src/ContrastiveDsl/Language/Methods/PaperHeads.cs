using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>What heads of methods have whose predictor keeps them from collapsing.</summary>
internal static class PaperHeads
{
    /// <summary>A head without the normalization that keeps a method without negatives from collapsing.</summary>
    internal static readonly Rule PlainHead = new(
        "CDSL2048",
        Severity.Info,
        "Head has no normalization",
        "The authors of {0} normalize in {1}, but '{2}' has no normalization, without which embeddings collapse more easily. {3}."
    );

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
            PlainHead,
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
