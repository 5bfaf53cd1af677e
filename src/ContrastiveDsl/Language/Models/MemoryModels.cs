namespace ContrastiveDsl.Language;

/// <summary>How numbers are written for those who read a description.</summary>
/// <param name="Count">A number of things.</param>
/// <param name="Number">Any number.</param>
/// <param name="Bytes">A number of bytes.</param>
internal sealed record NumberStyle(Func<long, string> Count, Func<double, string> Number, Func<double, string> Bytes);

/// <summary>Something that an experiment keeps from one step to the next, with its settings.</summary>
internal abstract record MemoryModel : Model
{
    /// <summary>
    /// Index of the attribute that states it, among the class's attributes of the language, or none where it is the
    /// method's default.
    /// </summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>What it is called, as a heading.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// What it holds in words, as the documentation of the experiment's class tells it; <see langword="null"/> of what
    /// is counted with the networks.
    /// </summary>
    public virtual string? DescribeSize(ExperimentFacts facts, NumberStyle style) => null;

    /// <summary>Everything about it in words.</summary>
    public abstract string Describe(ExperimentFacts facts, NumberStyle style);

    /// <summary>Checks it against batch, data and run.</summary>
    internal abstract void Check(ExperimentModel experiment, FindingList findings);

    /// <summary>Checks that settings which are written have an effect.</summary>
    /// <param name="attribute">The attribute that states it.</param>
    /// <param name="findings">Where findings go.</param>
    internal virtual void CheckUnused(RawAttribute attribute, FindingList findings) { }
}

/// <summary>A memory bank.</summary>
/// <param name="Momentum">Share of itself that an entry keeps when its image is seen.</param>
/// <param name="Negatives">Negatives of each image; 0 for every other entry.</param>
/// <param name="Distinct">Whether no negative is drawn twice for an image.</param>
/// <param name="ExcludePositive">Whether an image's own entry is never its negative.</param>
internal sealed record BankModel(double Momentum, int Negatives, bool Distinct, bool ExcludePositive) : MemoryModel
{
    /// <summary>Whether it begins with embeddings of the images.</summary>
    public bool Fill { get; init; }

    /// <inheritdoc/>
    public override string Name => "Memory bank";

    /// <inheritdoc/>
    public override string DescribeSize(ExperimentFacts facts, NumberStyle style) =>
        facts is { BankBytes: { } bytes, Model: var model }
            ? style.Count(model.Images!.Count)
                + " entries of "
                + style.Count(model.Projector.Output)
                + " floats, "
                + style.Bytes(bytes)
            : "an entry for each image";

    /// <inheritdoc/>
    public override string Describe(ExperimentFacts facts, NumberStyle style) =>
        DescribeSize(facts, style)
        + ", momentum "
        + style.Number(Momentum)
        + (Fill ? "; begins with embeddings of the images" : string.Empty)
        + (Distinct, ExcludePositive) switch
        {
            (true, true) => "; distinct negatives without the image's own entry",
            (true, false) => "; distinct negatives",
            (false, true) => "; negatives without the image's own entry",
            _ => string.Empty,
        };

    /// <inheritdoc/>
    internal override void Check(ExperimentModel experiment, FindingList findings) =>
        BankChecks.Check(this, experiment, findings);

    /// <inheritdoc/>
    internal override void CheckUnused(RawAttribute attribute, FindingList findings)
    {
        if (Negatives == 0)
        {
            findings.AddUnused(
                attribute,
                "which compares with every other entry",
                nameof(MemoryBankAttribute.Distinct),
                nameof(MemoryBankAttribute.ExcludePositive)
            );
        }
    }
}

/// <summary>A queue of negatives.</summary>
/// <param name="Size">Entries in it.</param>
internal record QueueModel(int Size) : MemoryModel
{
    /// <inheritdoc/>
    public override string Name => "Queue";

    /// <summary>The setting that states its size.</summary>
    public virtual string Setting => nameof(NegativeQueueAttribute.Size);

    /// <summary>How many of its kind there are.</summary>
    public virtual int Count => 1;

    /// <summary>What an entry is.</summary>
    public virtual string EntryNoun => "key";

    /// <summary>
    /// What an image's own old entry is to it; <see langword="null"/> where that is no fault.
    /// </summary>
    public virtual string? RoleOfOwnEntry => "a negative";

    /// <summary>What the entries are to an image, as a word for all of them.</summary>
    public virtual string RoleOfEntries => "negatives";

    /// <inheritdoc/>
    public sealed override string DescribeSize(ExperimentFacts facts, NumberStyle style) =>
        (Count == 1 ? string.Empty : style.Count(Count) + " × ")
        + style.Count(Size)
        + " "
        + EntryNoun
        + "s of "
        + style.Count(facts.Model.Projector.Output)
        + " floats, "
        + style.Bytes(facts.QueueBytes);

    /// <inheritdoc/>
    public sealed override string Describe(ExperimentFacts facts, NumberStyle style) => DescribeSize(facts, style);

    /// <inheritdoc/>
    internal sealed override void Check(ExperimentModel experiment, FindingList findings) =>
        QueueChecks.Check(this, experiment, findings);
}

/// <summary>How a momentum encoder follows the network that is trained.</summary>
/// <param name="Momentum">m at the first step.</param>
/// <param name="FinalMomentum">m at the end of a cosine.</param>
/// <param name="Schedule">How m goes on.</param>
/// <param name="Start">What the momentum encoder begins as.</param>
internal sealed record MomentumModel(
    double Momentum,
    double FinalMomentum,
    MomentumSchedule Schedule,
    TargetStart Start
) : MemoryModel
{
    /// <inheritdoc/>
    public override string Name => "Momentum encoder";

    /// <inheritdoc/>
    public override string Describe(ExperimentFacts facts, NumberStyle style) =>
        "momentum "
        + style.Number(Momentum)
        + (
            Schedule == MomentumSchedule.Cosine
                ? ", rising to " + style.Number(FinalMomentum) + " along a cosine"
                : ", constant"
        )
        + "; starts as "
        + (Start == TargetStart.Random ? "random weights of its own" : "a copy")
        + "; "
        + (
            facts.FollowingParameters is { } parameters
                ? style.Count(parameters) + " parameters more"
                : "parameters known when built"
        );

    /// <inheritdoc/>
    internal override void Check(ExperimentModel experiment, FindingList findings) =>
        MomentumChecks.Check(this, experiment, findings);

    /// <inheritdoc/>
    internal override void CheckUnused(RawAttribute attribute, FindingList findings)
    {
        if (Schedule == MomentumSchedule.Constant)
        {
            findings.AddUnused(attribute, "whose Schedule is constant", nameof(MomentumEncoderAttribute.FinalMomentum));
        }
    }
}
