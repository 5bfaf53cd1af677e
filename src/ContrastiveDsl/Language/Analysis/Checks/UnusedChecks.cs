using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks that settings which are written have an effect; only what is written counts, so defaults never warn.
/// </summary>
internal static class UnusedChecks
{
    private static readonly string[] OfPerceptrons =
    [
        nameof(HeadAttribute.Preset),
        nameof(HeadAttribute.Hidden),
        nameof(HeadAttribute.Layers),
        nameof(HeadAttribute.Norm),
        nameof(HeadAttribute.Groups),
        nameof(HeadAttribute.HiddenBias),
        nameof(HeadAttribute.OutputBias),
        nameof(HeadAttribute.OutputNorm),
        nameof(HeadAttribute.OutputAffine),
    ];

    private static readonly string[] OfPatchHeads =
    [
        nameof(PatchHeadAttribute.Patches),
        nameof(HeadAttribute.Hidden),
        nameof(HeadAttribute.OutputNorm),
        nameof(HeadAttribute.Groups),
        nameof(HeadAttribute.OutputAffine),
    ];

    /// <summary>Checks one class.</summary>
    public static void Check(ClassAnalysis analysis, FindingList findings)
    {
        var raw = analysis.Class;
        switch (analysis.Models)
        {
            case { Encoder: { } encoder }:
                CheckEncoder(raw, encoder, findings);
                break;
            case { Head: { Role: DeclarationKind.PatchHead } patches }:
                CheckPatchHead(raw, patches, findings);
                break;
            case { Head: { } head }:
                CheckHead(raw, head, findings);
                break;
            case { Views: { } views }:
                CheckSteps(raw, views, findings);
                break;
            case { Loss: { } loss }:
                loss.CheckUnused(raw.Declaring!, findings);
                break;
            case { Experiment: { } experiment }:
                CheckExperiment(raw, experiment, findings);
                break;
        }
    }

    private static void CheckExperiment(RawClass raw, ExperimentModel experiment, FindingList findings)
    {
        foreach (var memory in experiment.Method.Memory)
        {
            if (raw.Attributes.FirstOrDefault(written => written.Index == memory.Attribute) is { } attribute)
            {
                memory.CheckUnused(attribute, findings);
            }
        }

        if (experiment.ViewCount == 1)
        {
            findings.AddUnused(raw.Declaring!, "which has a single view", nameof(ExperimentAttribute.SecondViews));
        }

        if (!experiment.Method.Facts.HasProjector)
        {
            findings.AddUnused(raw.Declaring!, "whose method has no projector", nameof(ExperimentAttribute.Projector));
        }

        experiment.Method.CheckUnused(experiment, raw.Declaring!, findings);
    }

    /// <summary>Beside a preset a step that does nothing is the way to leave the preset's out.</summary>
    private static void CheckSteps(RawClass raw, ViewsModel views, FindingList findings)
    {
        if (raw.Declaring?.Has(nameof(AugmentationFamilyAttribute.Preset)) == true)
        {
            return;
        }

        foreach (var step in views.Steps)
        {
            if (step.Inertia is var (reason, instead))
            {
                findings.Add(DataRules.NoEffect, findings.At(step.Attribute), step.Kind, reason, instead);
                findings.Offer(Edit.Remove(findings.At(step.Attribute)));
            }
        }
    }

    private static void CheckEncoder(RawClass raw, EncoderModel encoder, FindingList findings)
    {
        if (encoder.SplitBatchNorm is { } split && !LayerChain.HasBatchNorm(encoder.Layers))
        {
            var reason = encoder.IsCustom ? "whose module is custom" : "which has no batch normalization";
            findings.Add(
                DeclarationRules.UnusedSetting,
                findings.At(split.Attribute),
                "[" + Words.Of<SplitBatchNormAttribute>() + "]",
                raw.Type.Name,
                reason
            );
            findings.Offer(Edit.Remove(findings.At(split.Attribute)));
        }

        encoder.Form.CheckUnused(encoder, raw.Declaring!, findings);
    }

    private static void CheckPatchHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.IsCustom)
        {
            findings.AddUnused(raw.Declaring!, "whose module is custom", OfPatchHeads);
        }
        else if (head.OutputNorm == Norm.None)
        {
            findings.AddUnused(
                raw.Declaring!,
                "whose OutputNorm is Norm.None",
                nameof(HeadAttribute.OutputAffine),
                nameof(HeadAttribute.Groups)
            );
        }
        else if (head.OutputNorm != Norm.Group)
        {
            findings.AddUnused(raw.Declaring!, "which has no Norm.Group", nameof(HeadAttribute.Groups));
        }
    }

    private static void CheckHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.Kind != PartKind.Catalogue)
        {
            findings.AddUnused(
                raw.Declaring!,
                head.IsCustom ? "whose module is custom" : "whose layers are listed",
                OfPerceptrons
            );
            return;
        }

        if (head.StatedLayers == 1)
        {
            findings.AddUnused(
                raw.Declaring!,
                "which has a single layer",
                nameof(HeadAttribute.Hidden),
                nameof(HeadAttribute.Norm),
                nameof(HeadAttribute.HiddenBias)
            );
        }

        if (head.OutputNorm == Norm.None)
        {
            findings.AddUnused(raw.Declaring!, "whose OutputNorm is Norm.None", nameof(HeadAttribute.OutputAffine));
        }

        if (!head.ReadsGroups)
        {
            findings.AddUnused(raw.Declaring!, "which has no Norm.Group", nameof(HeadAttribute.Groups));
        }
    }
}
