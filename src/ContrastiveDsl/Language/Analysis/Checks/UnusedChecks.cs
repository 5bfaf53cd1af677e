using System;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks that settings which are written have an effect; only what is written counts, so defaults never warn.
/// </summary>
internal static class UnusedChecks
{
    private static readonly string[] OfBackbones = [nameof(EncoderAttribute.Stem), nameof(EncoderAttribute.Width)];
    private static readonly string[] OfBlocks =
    [
        nameof(EncoderAttribute.Norm),
        nameof(EncoderAttribute.Groups),
        nameof(EncoderAttribute.ZeroInitResidual),
    ];
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
    private static readonly string[] OfDraws =
    [
        nameof(MemoryBankAttribute.Distinct),
        nameof(MemoryBankAttribute.ExcludePositive),
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
        if (
            experiment.Momentum is { Schedule: MomentumSchedule.Constant }
            && raw.Find<MomentumEncoderAttribute>() is { } momentum
        )
        {
            Report(
                raw.Type,
                momentum,
                [nameof(MomentumEncoderAttribute.FinalMomentum)],
                "whose Schedule is constant",
                findings
            );
        }

        if (experiment.Bank is { Negatives: 0 } && raw.Find<MemoryBankAttribute>() is { } bank)
        {
            Report(raw.Type, bank, OfDraws, "which compares with every other entry", findings);
        }

        if (experiment.ViewCount == 1)
        {
            Report(raw, [nameof(ExperimentAttribute.SecondViews)], "which has a single view", findings);
        }

        experiment.Method.CheckUnused(experiment, raw.Declaring!, findings);
    }

    private static void CheckEncoder(RawClass raw, EncoderModel encoder, FindingList findings)
    {
        if (encoder.SplitBatchNorm is { } split && !LayerChain.HasBatchNorm(encoder.Layers))
        {
            var reason =
                encoder.Kind == PartKind.Custom ? "whose module is custom" : "which has no batch normalisation";
            findings.Add(
                DeclarationRules.UnusedSetting,
                findings.At(split.Attribute),
                "[" + Words.Of<SplitBatchNormAttribute>() + "]",
                raw.Type.Name,
                reason
            );
            findings.Offer(Edit.Remove(findings.At(split.Attribute)));
        }

        if (encoder.Kind == PartKind.Custom)
        {
            Report(raw, OfBackbones, "whose module is custom", findings);
            Report(raw, OfBlocks, "whose module is custom", findings);
            return;
        }

        if (encoder.Transformer is not null)
        {
            Report(raw, [nameof(EncoderAttribute.Width)], "whose width is that of [VisionTransformer]", findings);
            Report(
                raw,
                [nameof(EncoderAttribute.Stem), .. OfBlocks],
                "whose backbone is a vision transformer",
                findings
            );
            return;
        }

        if (encoder.Kind == PartKind.Layers)
        {
            Report(raw, OfBackbones, "whose layers are listed", findings);
            var hasBlocks = raw.Find<BasicBlockAttribute>() is not null || raw.Find<BottleneckAttribute>() is not null;
            if (!hasBlocks)
            {
                Report(raw, OfBlocks, "whose list has no residual block", findings);
                return;
            }
        }

        if (encoder.Norm is Norm.Batch or Norm.Layer or Norm.None)
        {
            Report(raw, [nameof(EncoderAttribute.Groups)], "whose Norm is not Norm.Group", findings);
        }
    }

    private static void CheckPatchHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.Kind == PartKind.Custom)
        {
            Report(raw, OfPatchHeads, "whose module is custom", findings);
        }
        else if (head.OutputNorm == Norm.None)
        {
            Report(
                raw,
                [nameof(HeadAttribute.OutputAffine), nameof(HeadAttribute.Groups)],
                "whose OutputNorm is Norm.None",
                findings
            );
        }
        else if (head.OutputNorm != Norm.Group)
        {
            Report(raw, [nameof(HeadAttribute.Groups)], "which has no Norm.Group", findings);
        }
    }

    private static void CheckHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.Kind != PartKind.Catalogue)
        {
            Report(
                raw,
                OfPerceptrons,
                head.Kind == PartKind.Custom ? "whose module is custom" : "whose layers are listed",
                findings
            );
            return;
        }

        if (head.StatedLayers == 1)
        {
            Report(
                raw,
                [nameof(HeadAttribute.Hidden), nameof(HeadAttribute.HiddenBias)],
                "which has a single layer",
                findings
            );
        }

        if (head.OutputNorm == Norm.None)
        {
            Report(raw, [nameof(HeadAttribute.OutputAffine)], "whose OutputNorm is Norm.None", findings);
        }

        if (head.Norm != Norm.Group && head.OutputNorm != Norm.Group)
        {
            Report(raw, [nameof(HeadAttribute.Groups)], "which has no Norm.Group", findings);
        }
    }

    /// <summary>Reports those of the settings that are written.</summary>
    public static void Report(
        TypeName type,
        RawAttribute attribute,
        string[] settings,
        string reason,
        FindingList findings
    )
    {
        foreach (var argument in attribute.Arguments)
        {
            if (Array.IndexOf(settings, argument.Name) >= 0)
            {
                findings.Add(
                    DeclarationRules.UnusedSetting,
                    findings.At(attribute.Index, argument.Name),
                    argument.Name,
                    type.Name,
                    reason
                );
                findings.Offer(Edit.Remove(findings.At(attribute.Index, argument.Name)));
            }
        }
    }

    private static void Report(RawClass raw, string[] settings, string reason, FindingList findings) =>
        Report(raw.Type, raw.Declaring!, settings, reason, findings);
}
