namespace ContrastiveDsl.Language;

/// <summary>
/// RAFT: the predictions of both views attract each other, and each runs away from the target's projection of the same
/// view; BYOL′ follows it instead.
/// </summary>
internal sealed class Raft() : AttributeMethod<RaftAttribute>("RAFT", Reference, static _ => new RaftModel())
{
    /// <summary>Run away from your teacher.</summary>
    internal const string Reference = "Shi et al., 2020, arXiv:2011.10944";

    /// <summary>A weight of 0 without which there is nothing to learn.</summary>
    internal static readonly Rule MissingTerm = new(
        "CDSL2044",
        Severity.Error,
        "RAFT lacks a term that it needs",
        "With {0} = 0 {1}. Set it greater than 0; both are 1 in the paper."
    );

    /// <summary>A target that is at first the online network.</summary>
    internal static readonly Rule StartsAsCopy = new(
        "CDSL2050",
        Severity.Info,
        "Target starts as a copy",
        "{0} runs away from its target, but a copy leaves nothing to run away from: at first both are at one place and the gradient of their distance is 0. Remove Start: the authors' target has random weights of its own."
    );

    /// <summary>Both distances, each with its weight and sign.</summary>
    internal static Loss Distances { get; } =
        new Loss<RaftLossAttribute>(
            "two predictions and two targets",
            ["predictions0", "predictions1", "targets0", "targets1"],
            static (type, loss) => new RaftLossModel(type, loss.Alignment, loss.CrossModel, loss.Objective)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Distances];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [MissingTerm, StartsAsCopy];

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MomentumFacts("Target", new(0.996, 1, MomentumSchedule.Cosine, TargetStart.Random))];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <summary>
    /// Its loss has no lower end: what the predictions of both views have in common says how it goes.
    /// </summary>
    public override HealthFacts Health =>
        new(0.1, 2, "Raise Alignment against CrossModel, raise the target's momentum, or lower the learning rate.")
        {
            Alignment = 1.6,
        };
}

/// <summary>RAFT's settings.</summary>
internal sealed record RaftModel : MethodModel<Raft>
{
    /// <inheritdoc/>
    public override string Name(LossModel loss) =>
        loss is RaftLossModel { Objective: RaftObjective.ByolPrime } ? RaftLossModel.ByolPrimeName : base.Name(loss);

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.Loss is RaftLossModel { Objective: RaftObjective.RunAway }
            && Momentum is { Start: TargetStart.Copy, Attribute.IsWritten: true } momentum
        )
        {
            findings.Add(
                Raft.StartsAsCopy,
                findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.Start)),
                Facts.Name
            );
            findings.Offer(Edit.Remove(findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.Start))));
        }
    }
}

/// <summary>RAFT's loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Alignment">α: weight of the alignment of both views.</param>
/// <param name="CrossModel">β: weight of the distance from the target.</param>
/// <param name="Objective">Whether predictions run away from the target or follow it.</param>
internal sealed record RaftLossModel(TypeName Type, double Alignment, double CrossModel, RaftObjective Objective)
    : LossModel(Type)
{
    internal const string ByolPrimeName = "BYOL′";

    /// <inheritdoc/>
    public override bool ComparesDirections => true;

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(nameof(RaftLossAttribute.Alignment), Alignment, "Weight of the distance between both predictions"),
            new(
                nameof(RaftLossAttribute.CrossModel),
                CrossModel,
                "Weight of the distance between predictions and targets"
            ),
        ];

    /// <inheritdoc/>
    public override IEnumerable<SettingChoice> Choices => [new(null, Objective)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        (Objective == RaftObjective.ByolPrime ? ByolPrimeName : "RAFT")
        + ", alignment "
        + number(Alignment)
        + ", cross-model "
        + number(CrossModel);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        findings.RequireWeight(Attribute, nameof(RaftLossAttribute.Alignment), Alignment);
        findings.RequireWeight(Attribute, nameof(RaftLossAttribute.CrossModel), CrossModel);
        var anything = !Alignment.Equals(0.0) || !CrossModel.Equals(0.0);
        RequireSetting(
            findings,
            anything,
            nameof(RaftLossAttribute.Alignment),
            "greater than 0 where CrossModel is 0",
            Alignment
        );
        if (findings.HasErrors)
        {
            return;
        }

        if (Alignment.Equals(0.0))
        {
            AddMissing(findings, nameof(RaftLossAttribute.Alignment), "the views of an image are never compared");
        }
        else if (CrossModel.Equals(0.0))
        {
            AddMissing(
                findings,
                nameof(RaftLossAttribute.CrossModel),
                "the target network is out of the loss, and nothing keeps all embeddings from becoming one point"
            );
        }
    }

    private void AddMissing(FindingList findings, string setting, string consequence)
    {
        findings.Add(Raft.MissingTerm, findings.At(Attribute, setting), setting, consequence);
        findings.Offer(Edit.Set(findings.At(Attribute, setting), "1"));
    }
}
