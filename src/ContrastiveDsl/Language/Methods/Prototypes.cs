namespace ContrastiveDsl.Language;

/// <summary>The settings of a method that scores embeddings against prototypes.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
/// <param name="Prototypes">K, the prototypes.</param>
/// <param name="FrozenEpochs">Epochs in which prototypes stay where they are.</param>
internal abstract record PrototypeMethodModel<TMethod>(int Prototypes, int FrozenEpochs) : MethodModel<TMethod>
    where TMethod : Method
{
    /// <summary>Epochs that are frozen where more would be all.</summary>
    private const int UsualFrozen = 1;

    // The settings are called alike in the attributes of all such methods.
    private const string Number = nameof(SwavAttribute.Prototypes);
    private const string Frozen = nameof(SwavAttribute.FrozenEpochs);

    /// <summary>What a prototype is, as a word for all of them.</summary>
    private protected abstract string Kind { get; }

    /// <inheritdoc/>
    public sealed override IEnumerable<NetworkFacts> Networks(ExperimentModel experiment)
    {
        yield return new NetworkFacts(
            "prototypes",
            Text.Of(Prototypes) + " " + Kind,
            "[N, " + Text.Of(Prototypes) + "]",
            (long)Prototypes * experiment.Projector.Output
        )
        {
            IsFollowed = Momentum is not null,
        };
    }

    /// <inheritdoc/>
    public sealed override string SimilaritiesName => "Scores";

    /// <summary>How long they stay, as the end of a sentence about them; empty where they do not.</summary>
    private protected string DescribeFrozen() =>
        FrozenEpochs switch
        {
            0 => string.Empty,
            1 => ", which stay for the first epoch",
            _ => ", which stay for " + Text.Count(FrozenEpochs, "epoch"),
        };

    /// <summary>Checks how many there are, and how many epochs they stay; says whether there can be as many.</summary>
    private protected bool CheckPrototypes(ExperimentModel experiment, FindingList findings)
    {
        findings.RequireBetween(MethodRules.Setting, experiment.Attribute, Frozen, FrozenEpochs, 0);
        return findings.RequireSize(experiment.Attribute, Number, Prototypes, 2, Limits.Size);
    }

    /// <summary>Checks that there are epochs in which they move.</summary>
    private protected void CheckFrozen(ExperimentModel experiment, FindingList findings)
    {
        var epochs = experiment.Training.Epochs;
        if (epochs < 1 || FrozenEpochs < epochs)
        {
            return;
        }

        var usual = Text.Of(epochs > UsualFrozen ? UsualFrozen : 0);
        var place = experiment.At(Frozen);
        findings.AddConflict(
            PrototypeRules.FrozenThroughout,
            place,
            findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Epochs)),
            Text.Of(FrozenEpochs),
            Text.Of(epochs),
            usual
        );
        findings.Offer(Edit.Set(place, usual));
    }
}

/// <summary>The rules that methods with prototypes share.</summary>
internal static class PrototypeRules
{
    /// <summary>Prototypes that never move.</summary>
    internal static readonly Rule FrozenThroughout = new(
        "CDSL2057",
        Severity.Warning,
        "Prototypes are never trained",
        "FrozenEpochs = {0} of {1} epochs leave the prototypes where chance has put them. Set FrozenEpochs = {2}."
    );
}
