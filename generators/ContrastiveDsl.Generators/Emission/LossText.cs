using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// What the code of a catalogue loss says about it. One class for each loss, beside the step of the method whose own it
/// is; it is found by the attribute that declares the loss.
/// </summary>
internal abstract class LossText
{
    private static readonly Dictionary<string, LossText> ByWord = MethodHomes
        .All<LossText>()
        .ToDictionary(text => text.Word, StringComparer.Ordinal);

    /// <summary>The text of a loss.</summary>
    public static LossText Of(Loss loss) =>
        ByWord.TryGetValue(loss.Word, out var text)
            ? text
            : throw new NotSupportedException("No text is known for the loss " + loss.Name + ".");

    /// <summary>The attribute that declares the loss, without suffix.</summary>
    protected abstract string Word { get; }

    /// <summary>The loss, with its paper.</summary>
    public abstract string Summary { get; }

    /// <summary>What its method returns.</summary>
    public abstract string Compute(LossModel loss);

    /// <summary>What the tensors are that it takes, in the order of <see cref="Loss.Arguments"/>.</summary>
    public abstract IReadOnlyList<string> Tensors(LossModel loss);
}

/// <summary>The text of a loss.</summary>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
/// <param name="summary">The loss, with its paper.</param>
/// <param name="compute">What its method returns.</param>
/// <param name="tensors">What the tensors are that it takes.</param>
internal abstract class LossText<TAttribute>(string summary, string compute, params string[] tensors) : LossText
    where TAttribute : LossPartAttribute
{
    /// <inheritdoc/>
    protected sealed override string Word => Words.Of<TAttribute>();

    /// <inheritdoc/>
    public sealed override string Summary => summary;

    /// <inheritdoc/>
    public override string Compute(LossModel loss) => compute;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors(LossModel loss) => tensors;
}
