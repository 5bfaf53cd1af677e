namespace ContrastiveDsl.Language;

/// <summary>BYOL: the online network predicts a target network's projection of the other view.</summary>
internal sealed class Byol() : Method(Words.Of<ByolAttribute>(), "BYOL", "Grill et al., 2020, arXiv:2006.07733")
{
    /// <summary>The squared distance of unit predictions and unit targets.</summary>
    internal static Loss Distance { get; } =
        new Loss<ByolLossAttribute>("predictions and their targets", ["predictions", "targets"], static (type, _) =>
            new LossModel(type, PartKind.Catalogue, string.Empty, 0)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Distance];

    /// <inheritdoc/>
    public override bool HasPredictor => true;

    /// <inheritdoc/>
    public override string PredictorReason => ", without which it collapses to a constant";

    /// <inheritdoc/>
    public override string Target => "Target";

    /// <inheritdoc/>
    public override MomentumModel? Momentum => new(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy);

    /// <inheritdoc/>
    public override Rule? Refusal(string word) =>
        word == Words.Of<NegativeQueueAttribute>() ? MethodRules.NegativesUnused : null;

    /// <inheritdoc/>
    public override HealthModel Health =>
        new(
            0.1,
            2,
            "Give the predictor a hidden layer with batch normalization, raise the target's momentum, or lower the learning rate."
        );

    /// <inheritdoc/>
    public override MethodModel Resolve(RawAttribute attribute, RawClass raw, EncoderModel encoder) => new ByolModel();
}

/// <summary>BYOL's settings.</summary>
internal sealed record ByolModel : MethodModel
{
    /// <inheritdoc/>
    public override Method Facts => MethodCatalogue.Of<Byol>();
}
