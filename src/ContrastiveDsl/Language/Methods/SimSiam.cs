using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// SimSiam: each view's projection is predicted from the other's, and the gradient stops at what is predicted.
/// </summary>
internal sealed class SimSiam()
    : AttributeMethod<SimSiamAttribute>("SimSiam", Reference, static stated => new SimSiamModel(
        stated.ConstantPredictorRate
    ))
{
    /// <summary>Exploring simple siamese representation learning.</summary>
    internal const string Reference = "Chen and He, 2020, arXiv:2011.10566";

    private static readonly Rule NoMomentumEncoder = new(
        "CDSL2003",
        Severity.Error,
        "SimSiam has no momentum encoder",
        "{0} has no momentum encoder. Remove [{1}], or use [Byol], which is SimSiam with one."
    );

    /// <summary>A predictor whose hidden layer is as wide as its output.</summary>
    internal static readonly Rule NoBottleneck = new(
        "CDSL2049",
        Severity.Info,
        "Predictor is no bottleneck",
        "The predictor of {0} is a bottleneck: its authors' hidden layer has a quarter of the output's size. '{1}' has {2} for an output of {3}. {4}."
    );

    /// <summary>Minus the cosine of predictions and what they predict.</summary>
    internal static Loss NegativeCosine { get; } =
        new Loss<NegativeCosineLossAttribute>(
            "predictions and their targets",
            ["predictions", "targets"],
            static (type, _) => new CosineLossModel(type)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [NegativeCosine];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [NoMomentumEncoder, NoBottleneck, PaperHeads.PlainHead];

    /// <inheritdoc/>
    public override string PredictorReason => ", without which it collapses to a constant";

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <summary>Its predictor is a bottleneck.</summary>
    public override string? UsualPart(PartFacts part, RawAttribute declaring, int output) =>
        part.Kind == DeclarationKind.Predictor && output >= 4
            ? "[PredictionHead(Hidden = " + Text.Of(output / 4) + ", Output = " + Text.Of(output) + ")]"
            : base.UsualPart(part, declaring, output);

    /// <inheritdoc/>
    public override Rule? Refusal(string word) =>
        word == Words.Of<MomentumEncoderAttribute>() ? NoMomentumEncoder : base.Refusal(word);

    /// <inheritdoc/>
    public override double? CollapsedLoss => -1;

    /// <inheritdoc/>
    public override HealthFacts Health =>
        new(
            0.1,
            2,
            "Give the predictor a hidden layer and the projector batch normalization, or lower the learning rate."
        );
}

/// <summary>SimSiam's settings.</summary>
/// <param name="ConstantPredictorRate">Whether the predictor keeps its peak learning rate under a schedule.</param>
internal sealed record SimSiamModel(bool ConstantPredictorRate) : MethodModel<SimSiam>
{
    /// <inheritdoc/>
    public override bool KeepsPredictorRate => ConstantPredictorRate;

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        PaperHeads.CheckProjector(analysis, findings);
        if (Predictor is not { IsCustom: false } predictor || !analysis.IsSound(predictor))
        {
            return;
        }

        // A predictor without hidden layer gets its normalization with one.
        if (predictor.HasHiddenLayer)
        {
            PaperHeads.CheckPredictor(analysis, predictor, findings);
        }

        // A hidden layer that follows its input is as wide as what a faulty projector does not say.
        if (analysis.IsSound(analysis.Model.Projector))
        {
            CheckBottleneck(analysis.Model, predictor, findings);
        }
    }

    private static void CheckBottleneck(ExperimentModel experiment, HeadModel predictor, FindingList findings)
    {
        var linears = predictor.Layers.Select(layer => layer.Layer).OfType<LinearLayer>().ToArray();
        var narrowest = linears.Take(linears.Length - 1).Select(layer => layer.Features).DefaultIfEmpty().Min();
        // Nothing is narrower than a single component, which is reported as such.
        if (predictor.Output < 2 || (predictor.HasHiddenLayer && narrowest < predictor.Output))
        {
            return;
        }

        var fix = predictor.Form.HiddenWidth(predictor, Math.Max(1, predictor.Output / 4));
        findings.AddConflict(
            SimSiam.NoBottleneck,
            experiment.At(nameof(PredictiveExperimentAttribute.Predictor)),
            fix.Place,
            experiment.Method.Facts.Name,
            predictor.Type.Name,
            predictor.HasHiddenLayer ? Text.Of(narrowest) : "no hidden layer",
            Text.Of(predictor.Output),
            fix.Sentence + " there"
        );
        fix.OfferTo(findings);
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (experiment.Schedule is null)
        {
            findings.AddUnused(attribute, "which has no schedule", nameof(SimSiamAttribute.ConstantPredictorRate));
        }
    }
}
