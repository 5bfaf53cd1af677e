namespace ContrastiveDsl.Language;

/// <summary>
/// SimSiam: each view's projection is predicted from the other's, and the gradient stops at what is predicted.
/// </summary>
internal sealed class SimSiam()
    : Method<SimSiamAttribute>("SimSiam", "Chen and He, 2020, arXiv:2011.10566", static stated => new SimSiamModel
    {
        ConstantPredictorRate = stated.ConstantPredictorRate,
    })
{
    private static readonly Rule NoMomentumEncoder = new(
        "CDSL2003",
        Severity.Error,
        "SimSiam has no momentum encoder",
        "{0} has no momentum encoder. Remove [{1}], or use [Byol], which is SimSiam with one."
    );

    /// <summary>Minus the cosine of predictions and what they predict.</summary>
    internal static Loss NegativeCosine { get; } =
        new Loss<NegativeCosineLossAttribute>(
            "predictions and their targets",
            ["predictions", "targets"],
            static (type, _) => new LossModel(type)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [NegativeCosine];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [NoMomentumEncoder];

    /// <inheritdoc/>
    public override string PredictorReason => ", without which it collapses to a constant";

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override Rule? Refusal(string word) =>
        word == Words.Of<MomentumEncoderAttribute>() ? NoMomentumEncoder : base.Refusal(word);

    /// <inheritdoc/>
    public override HealthFacts Health =>
        new(
            0.1,
            2,
            "Give the predictor a hidden layer and the projector batch normalization, or lower the learning rate."
        );
}

/// <summary>SimSiam's settings.</summary>
internal sealed record SimSiamModel : MethodModel<SimSiam>
{
    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (experiment.Schedule is null)
        {
            findings.AddUnused(attribute, "which has no schedule", nameof(SimSiamAttribute.ConstantPredictorRate));
        }
    }
}
