using System.Diagnostics.CodeAnalysis;

namespace ContrastiveDsl.Language;

/// <summary>
/// What is known of something that a method keeps from one step to the next, before anything is resolved: what states
/// it, and what it is called. Several methods share a kind of it; one that is a method's own stands in its file.
/// </summary>
/// <param name="word">The attribute that states it, without suffix.</param>
/// <param name="noun">What it is, in a sentence.</param>
internal abstract class MemoryFacts(string word, string noun)
{
    /// <summary>Keys of earlier batches as negatives.</summary>
    public static MemoryFacts Queue { get; } =
        new MemoryFacts<NegativeQueueAttribute>("queue of negatives", static stated => new QueueModel(stated.Size))
        {
            Missing = MethodRules.MissingQueue,
            Usual = "[NegativeQueue(Size = " + Text.Of(Limits.UsualNegatives) + ")]",
        };

    /// <summary>An entry for each image.</summary>
    public static MemoryFacts Bank { get; } =
        new MemoryFacts<MemoryBankAttribute>("memory bank", static stated => new BankModel(
            stated.Momentum,
            stated.Negatives,
            stated.Distinct,
            stated.ExcludePositive
        )
        {
            Fill = stated.Fill,
        })
        {
            Missing = MethodRules.MissingBank,
            Usual = "[MemoryBank]",
        };

    /// <summary>The attribute that states it, without suffix.</summary>
    public string Word => word;

    /// <summary>What it is, in a sentence: <c>memory bank</c>.</summary>
    public string Noun => noun;

    /// <summary>
    /// The rule against an experiment that does not state it, whose message takes the method's name; <see
    /// langword="null"/> where there are defaults.
    /// </summary>
    public Rule? Missing { get; init; }

    /// <summary>The attribute as it is usual, to begin with, where it must be stated.</summary>
    public string Usual { get; init; } = string.Empty;

    /// <summary>Whether an experiment needs it and does not state it.</summary>
    public bool IsMissing(RawClass raw) => Missing is not null && raw.Find(word) is null;

    /// <summary>It with its settings, or <see langword="null"/> where an experiment does without.</summary>
    /// <param name="raw">The experiment's class.</param>
    public abstract MemoryModel? Resolve(RawClass raw);
}

/// <summary>Memory whose settings are those of an attribute.</summary>
/// <typeparam name="TAttribute">The attribute that states it.</typeparam>
/// <param name="noun">What it is, in a sentence.</param>
/// <param name="resolve">
/// The model of a class with the attribute, or <see langword="null"/> where it does without; its place is filled in.
/// </param>
internal sealed class MemoryFacts<
    [DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties
    )]
        TAttribute
>(string noun, Func<TAttribute, MemoryModel?> resolve) : MemoryFacts(Words.Of<TAttribute>(), noun)
    where TAttribute : Attribute
{
    /// <inheritdoc/>
    public override MemoryModel? Resolve(RawClass raw)
    {
        var (index, stated) = raw.Bind<TAttribute>();
        return resolve(stated) is { } memory ? memory with { Attribute = index } : null;
    }
}

/// <summary>A momentum encoder, which keeps the weights of earlier steps.</summary>
/// <param name="name">What it is called: <c>Key</c>, <c>Momentum</c>, <c>Target</c>.</param>
/// <param name="usual">How it follows unless it is stated otherwise.</param>
internal sealed class MomentumFacts(string name, MomentumModel usual)
    : MemoryFacts(Words.Of<MomentumEncoderAttribute>(), "momentum encoder")
{
    /// <summary>What it is called: <c>Key</c>, <c>Momentum</c>, <c>Target</c>.</summary>
    public string Name => name;

    /// <summary>How it follows unless it is stated otherwise.</summary>
    public MomentumModel Default => usual;

    /// <summary>What is written, and the method's own defaults for the rest.</summary>
    public override MemoryModel Resolve(RawClass raw)
    {
        if (raw.Find<MomentumEncoderAttribute>() is not { } attribute)
        {
            return usual;
        }

        var stated = attribute.Bind<MomentumEncoderAttribute>();
        return new MomentumModel(
            attribute.Has(nameof(stated.Momentum)) ? stated.Momentum : usual.Momentum,
            attribute.Has(nameof(stated.FinalMomentum)) ? stated.FinalMomentum : usual.FinalMomentum,
            attribute.Has(nameof(stated.Schedule)) ? stated.Schedule : usual.Schedule,
            attribute.Has(nameof(stated.Start)) ? stated.Start : usual.Start
        )
        {
            Attribute = attribute.Index,
        };
    }
}
