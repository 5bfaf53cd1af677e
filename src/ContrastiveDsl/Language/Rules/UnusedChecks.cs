using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks that settings which are written have an effect; only what is written counts, so defaults never warn.</summary>
internal static class UnusedChecks
{
    private static readonly string[] OfBackbones = ["Stem", "Width"];
    private static readonly string[] OfBlocks = ["Norm", "Groups", "ZeroInitResidual"];
    private static readonly string[] OfPerceptrons = ["Preset", "Hidden", "Layers", "Norm", "Groups", "HiddenBias", "OutputBias", "OutputNorm", "OutputAffine"];

    private static readonly string[] OfPatchHeads = ["Patches", "Hidden", "OutputNorm", "Groups", "OutputAffine"];
    private static readonly string[] OfDraws = ["Distinct", "ExcludePositive"];

    /// <summary>Checks one class.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (raw.Kind == DeclarationKind.Encoder)
        {
            CheckEncoder(raw, Resolve.Encoder(raw), findings);
        }
        else if (raw.Kind == DeclarationKind.PatchHead)
        {
            CheckPatchHead(raw, Resolve.Head(raw), findings);
        }
        else if (raw.Kind is DeclarationKind.Head or DeclarationKind.Predictor)
        {
            CheckHead(raw, Resolve.Head(raw), findings);
        }
        else if (raw.Kind == DeclarationKind.Loss && Resolve.Loss(raw) is { Name: "Dcl" } && !raw.Declaring!.Flag("Weighted", new DclLossAttribute().Weighted))
        {
            Report(raw, ["Sigma"], "whose pairs are not Weighted", findings);
        }
        else if (raw.Kind == DeclarationKind.Experiment && Resolve.Experiment(raw) is { } experiment)
        {
            CheckExperiment(raw, experiment, findings);
        }
    }

    private static void CheckExperiment(RawClass raw, ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Momentum is { Schedule: MomentumSchedule.Constant } && raw.Find(Words.MomentumEncoder) is { } momentum)
        {
            Report(raw, momentum, ["FinalMomentum"], "whose Schedule is constant", findings);
        }

        if (experiment.Bank is { Negatives: 0 } && raw.Find(Words.MemoryBank) is { } bank)
        {
            Report(raw, bank, OfDraws, "which compares with every other entry", findings);
        }

        if (experiment.ViewCount == 1)
        {
            Report(raw, ["SecondViews"], "which has a single view", findings);
        }

        if (experiment.Cpc is { Context: not ContextKind.MaskedConvolution })
        {
            Report(raw, ["ContextLayers"], "whose Context is no masked convolution", findings);
        }

        if (experiment is { Method: MethodKind.SimSiam, Schedule: null })
        {
            Report(raw, ["ConstantPredictorRate"], "which has no schedule", findings);
        }
    }

    private static void CheckEncoder(RawClass raw, EncoderModel encoder, FindingList findings)
    {
        if (encoder.SplitBatchNorm is { } split && !SplitNorms.HasBatchNorm(encoder.Layers))
        {
            var reason = encoder.Kind == PartKind.Own ? "whose module is your own" : "which has no batch normalisation";
            findings.Add(DeclarationRules.UnusedSetting, findings.At(split.Attribute), "[" + Words.SplitBatchNorm + "]", raw.Type.Name, reason);
        }

        if (encoder.Kind == PartKind.Own)
        {
            Report(raw, OfBackbones, "whose module is your own", findings);
            Report(raw, OfBlocks, "whose module is your own", findings);
            return;
        }

        if (encoder.Transformer is not null)
        {
            Report(raw, ["Width"], "whose width is that of [VisionTransformer]", findings);
            Report(raw, ["Stem", .. OfBlocks], "whose backbone is a vision transformer", findings);
            return;
        }

        if (encoder.Kind == PartKind.Layers)
        {
            Report(raw, OfBackbones, "whose layers are listed", findings);
            var hasBlocks = raw.Find("BasicBlock") is not null || raw.Find("Bottleneck") is not null;
            if (!hasBlocks)
            {
                Report(raw, OfBlocks, "whose list has no residual block", findings);
                return;
            }
        }

        if (encoder.Norm is Norm.Batch or Norm.Layer or Norm.None)
        {
            Report(raw, ["Groups"], "whose Norm is not Norm.Group", findings);
        }
    }

    private static void CheckPatchHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.Kind == PartKind.Own)
        {
            Report(raw, OfPatchHeads, "whose module is your own", findings);
        }
        else if (head.OutputNorm == Norm.None)
        {
            Report(raw, ["OutputAffine", "Groups"], "whose OutputNorm is Norm.None", findings);
        }
        else if (head.OutputNorm != Norm.Group)
        {
            Report(raw, ["Groups"], "which has no Norm.Group", findings);
        }
    }

    private static void CheckHead(RawClass raw, HeadModel head, FindingList findings)
    {
        if (head.Kind != PartKind.Catalogue)
        {
            Report(raw, OfPerceptrons, head.Kind == PartKind.Own ? "whose module is your own" : "whose layers are listed", findings);
            return;
        }

        if (head.StatedLayers == 1)
        {
            Report(raw, ["Hidden", "HiddenBias"], "which has a single layer", findings);
        }

        if (head.OutputNorm == Norm.None)
        {
            Report(raw, ["OutputAffine"], "whose OutputNorm is Norm.None", findings);
        }

        if (head.Norm != Norm.Group && head.OutputNorm != Norm.Group)
        {
            Report(raw, ["Groups"], "which has no Norm.Group", findings);
        }
    }

    private static void Report(RawClass raw, string[] settings, string reason, FindingList findings) => Report(raw, raw.Declaring!, settings, reason, findings);

    private static void Report(RawClass raw, RawAttribute attribute, string[] settings, string reason, FindingList findings)
    {
        foreach (var argument in attribute.Arguments)
        {
            if (Array.IndexOf(settings, argument.Name) >= 0)
            {
                findings.Add(DeclarationRules.UnusedSetting, findings.At(attribute.Index, argument.Name), argument.Name, raw.Type.Name, reason);
            }
        }
    }
}
