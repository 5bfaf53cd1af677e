namespace ContrastiveDsl.Language;

/// <summary>VICReg: views agree, components vary between images, and no two of them say the same.</summary>
internal sealed class Vicreg()
    : DecorrelationMethod<VicregAttribute>("VICReg", Reference, static _ => new VicregModel())
{
    /// <summary>Variance-invariance-covariance regularization.</summary>
    internal const string Reference = "Bardes, Ponce and LeCun, 2021, arXiv:2105.04906";

    /// <summary>A weight of 0 without which there is nothing to learn.</summary>
    internal static readonly Rule MissingTerm = new(
        "CDSL2025",
        Severity.Error,
        "VICReg lacks a term that it needs",
        "With {0} = 0 {1}. Set it greater than 0; 25 in the paper."
    );

    /// <summary>Components that may all be the same.</summary>
    internal static readonly Rule FreeComponents = new(
        "CDSL2052",
        Severity.Warning,
        "Nothing keeps components apart",
        "With CovarianceWeight = 0 all components may become the same number. Set it greater than 0; 1 in the paper."
    );

    /// <summary>Invariance, variance and covariance.</summary>
    internal static Loss Terms { get; } =
        OfProjections<VicregLossAttribute>(
            static (type, loss) =>
                new VicregLossModel(type, loss.InvarianceWeight, loss.VarianceWeight, loss.CovarianceWeight)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Terms];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules => [.. base.Rules, MissingTerm, FreeComponents];
}

/// <summary>The settings of VICReg.</summary>
internal sealed record VicregModel : DecorrelationModel<Vicreg>
{
    /// <inheritdoc/>
    public override string SimilaritiesName => "Covariances";

    /// <summary>
    /// Batch normalization with a scale of its own leaves the loss the deviations; without one each is 1 already, and
    /// statistics of an image tie its components together.
    /// </summary>
    private protected override bool IsInTheWay(NormLayer norm) => norm is not BatchNormLayer { Affine: true };
}

/// <summary>The loss of VICReg.</summary>
/// <param name="Type">The class.</param>
/// <param name="Invariance">λ, the weight of the distance of both views.</param>
/// <param name="Variance">μ, the weight of what deviations lack.</param>
/// <param name="Covariance">ν, the weight of the covariances.</param>
internal sealed record VicregLossModel(TypeName Type, double Invariance, double Variance, double Covariance)
    : LossModel(Type)
{
    private const string InvarianceWeight = nameof(VicregLossAttribute.InvarianceWeight);
    private const string VarianceWeight = nameof(VicregLossAttribute.VarianceWeight);
    private const string CovarianceWeight = nameof(VicregLossAttribute.CovarianceWeight);

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(InvarianceWeight, Invariance, "Weight λ of the mean squared distance of both views"),
            new(VarianceWeight, Variance, "Weight μ of what the deviations of components lack of 1"),
            new(CovarianceWeight, Covariance, "Weight ν of the squared covariances of different components"),
        ];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "VICReg, "
        + number(Invariance)
        + " invariance, "
        + number(Variance)
        + " variance, "
        + number(Covariance)
        + " covariance";

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        findings.RequireWeight(Attribute, InvarianceWeight, Invariance);
        findings.RequireWeight(Attribute, VarianceWeight, Variance);
        findings.RequireWeight(Attribute, CovarianceWeight, Covariance);
        if (findings.HasErrors)
        {
            return;
        }

        // All three at 0 are one mistake: only the first is reported.
        if (Variance.Equals(0.0))
        {
            AddMissing(findings, VarianceWeight, "nothing keeps all embeddings from becoming one point");
        }
        else if (Invariance.Equals(0.0))
        {
            AddMissing(findings, InvarianceWeight, "the views of an image are never compared");
        }
        else if (Covariance.Equals(0.0))
        {
            findings.Add(Vicreg.FreeComponents, findings.At(Attribute, CovarianceWeight));
            findings.Offer(Edit.Set(findings.At(Attribute, CovarianceWeight), "1"));
        }
    }

    private void AddMissing(FindingList findings, string setting, string consequence)
    {
        var place = findings.At(Attribute, setting);
        findings.Add(Vicreg.MissingTerm, place, setting, consequence);
        findings.Offer(Edit.Set(place, "25"));
    }
}
