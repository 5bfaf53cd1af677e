namespace ContrastiveDsl.Language;

/// <summary>BYOL: the online network predicts a target network's projection of the other view.</summary>
internal sealed class Byol() : AttributeMethod<ByolAttribute>("BYOL", Reference, static _ => new ByolModel())
{
    /// <summary>Bootstrap your own latent.</summary>
    internal const string Reference = "Grill et al., 2020, arXiv:2006.07733";

    /// <summary>The squared distance of unit predictions and unit targets.</summary>
    internal static Loss Distance { get; } =
        new Loss<ByolLossAttribute>("predictions and their targets", ["predictions", "targets"], static (type, _) =>
            new CosineLossModel(type)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Distance];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [PaperHeads.PlainHead];

    /// <inheritdoc/>
    public override string PredictorReason => ", without which it collapses to a constant";

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MomentumFacts("Target", new(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy))];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override double? CollapsedLoss => 0;

    /// <inheritdoc/>
    public override HealthFacts Health =>
        new(
            0.1,
            2,
            "Give the predictor a hidden layer with batch normalization, raise the target's momentum, or lower the learning rate."
        );
}

/// <summary>BYOL's settings.</summary>
internal sealed record ByolModel : MethodModel<Byol>
{
    /// <inheritdoc/>
    public override ViewsPair? Families(EncoderModel encoder) => ViewsPair.OfByol;

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings) =>
        PaperHeads.CheckNorms(analysis, findings);
}
