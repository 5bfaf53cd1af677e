namespace ContrastiveDsl.Language;

/// <summary>A memory bank.</summary>
/// <param name="Momentum">Share of itself that an entry keeps when its image is seen.</param>
/// <param name="Negatives">Negatives of each image; 0 for every other entry.</param>
/// <param name="Distinct">Whether no negative is drawn twice for an image.</param>
/// <param name="ExcludePositive">Whether an image's own entry is never its negative.</param>
internal sealed record BankModel(double Momentum, int Negatives, bool Distinct, bool ExcludePositive) : Model
{
    /// <summary>Whether it begins with embeddings of the images.</summary>
    public bool Fill { get; init; }

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }
}

/// <summary>A queue of negatives.</summary>
/// <param name="Size">Keys in it.</param>
internal record QueueModel(int Size) : Model
{
    /// <summary>What it is called, as a heading.</summary>
    public virtual string Name => "Queue";

    /// <summary>The setting that states its size.</summary>
    public virtual string Setting => nameof(NegativeQueueAttribute.Size);

    /// <summary>What an image's own old key is to it.</summary>
    public virtual string OwnKey => "a negative";

    /// <summary>What the keys are to an image, as a word for all of them.</summary>
    public virtual string Keys => "negatives";

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }
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
) : Model
{
    /// <summary>
    /// Index of the attribute that states it, among the class's attributes of the language, or none where it is the
    /// method's default.
    /// </summary>
    public AttributeIndex Attribute { get; init; }
}
