using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks heads of methods without negatives against those of their authors.</summary>
internal static class PaperHeadChecks
{
    /// <summary>Checks that projector and predictor normalize, as all heads of these methods do.</summary>
    public static void CheckNorms(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        CheckNorm(analysis, experiment.Projector, nameof(ExperimentAttribute.Projector), findings);
        if (experiment.Predictor is { } predictor)
        {
            CheckNorm(analysis, predictor, nameof(PredictiveExperimentAttribute.Predictor), findings);
        }
    }

    private static void CheckNorm(ExperimentAnalysis analysis, HeadModel head, string argument, FindingList findings)
    {
        var hasNorm = head.Layers.Any(layer => layer.Layer is NormLayer);
        if (head.Kind == PartKind.Custom || hasNorm || !analysis.IsSound(head))
        {
            return;
        }

        var isListed = head.Kind == PartKind.Layers;
        var setting = head.StatedLayers == 1 ? nameof(HeadAttribute.OutputNorm) : nameof(HeadAttribute.Norm);
        findings.AddConflict(
            MethodRules.PlainHead,
            analysis.Model.At(argument),
            head.At(isListed ? null : setting),
            analysis.Model.Method.Facts.Name,
            argument == nameof(ExperimentAttribute.Projector) ? "the projector" : "the predictor",
            head.Type.Name,
            isListed ? "Add [BatchNorm] behind its hidden [Linear]" : "Set " + setting + " = Norm.Batch there"
        );
        if (!isListed)
        {
            findings.Offer(Edit.Set(head.At(setting), "Norm.Batch"));
        }
    }
}
