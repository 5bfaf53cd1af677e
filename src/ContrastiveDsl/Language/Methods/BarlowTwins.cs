namespace ContrastiveDsl.Language;

/// <summary>Barlow Twins: each component the same for both views, and no two components alike.</summary>
internal sealed class BarlowTwins()
    : DecorrelationMethod<BarlowTwinsAttribute>("Barlow Twins", Reference, static _ => new BarlowTwinsModel())
{
    /// <summary>Barlow Twins.</summary>
    internal const string Reference = "Zbontar et al., 2021, arXiv:2103.03230";

    /// <summary>A weight with which components need not agree between views.</summary>
    internal static readonly Rule HeavyRedundancy = new(
        "CDSL2026",
        Severity.Warning,
        "Redundancy outweighs agreement",
        "Lambda {0} weighs pairs of components above the agreement of the views. The authors use 0.0051."
    );

    /// <summary>The distance of the cross-correlation from the identity.</summary>
    internal static Loss Correlation { get; } =
        OfProjections<BarlowTwinsLossAttribute>(static (type, loss) => new BarlowTwinsLossModel(type, loss.Lambda));

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Correlation];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules => [.. base.Rules, HeavyRedundancy];
}

/// <summary>The settings of Barlow Twins.</summary>
internal sealed record BarlowTwinsModel : DecorrelationModel<BarlowTwins>
{
    /// <inheritdoc/>
    public override ViewsPair? Families(EncoderModel encoder) => ViewsPair.OfByol;

    /// <inheritdoc/>
    public override string SimilaritiesName => "Correlations";

    /// <summary>
    /// The loss standardizes over the batch again, and statistics of an image tie its components together.
    /// </summary>
    private protected override bool IsInTheWay(NormLayer norm) => true;
}

/// <summary>The loss of Barlow Twins.</summary>
/// <param name="Type">The class.</param>
/// <param name="Lambda">λ, the weight of the redundancy.</param>
internal sealed record BarlowTwinsLossModel(TypeName Type, double Lambda) : LossModel(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(
                nameof(BarlowTwinsLossAttribute.Lambda),
                Lambda,
                "Weight λ of the redundancy, the squared correlations of different components"
            ),
        ];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => "Barlow Twins, λ = " + number(Lambda);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        const string Setting = nameof(BarlowTwinsLossAttribute.Lambda);
        var isWeight =
            findings.RequirePositive(MethodRules.Setting, Attribute, Setting, Lambda)
            && findings.RequireWeight(Attribute, Setting, Lambda);
        if (isWeight && Lambda > 1)
        {
            findings.Add(BarlowTwins.HeavyRedundancy, findings.At(Attribute, Setting), Text.Of(Lambda));
            findings.Offer(Edit.Set(findings.At(Attribute, Setting), "0.0051"));
        }
    }
}
