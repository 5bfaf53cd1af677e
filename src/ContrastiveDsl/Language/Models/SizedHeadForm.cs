using System;
using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>A head that is laid out by its sizes, written or of a preset.</summary>
/// <param name="Hidden">Size of the hidden layers, or 0 where they follow the input.</param>
/// <param name="StatedOutput">Size of the output.</param>
internal abstract record SizedHeadForm(int Hidden, int StatedOutput) : HeadForm(StatedOutput)
{
    /// <summary>What normalizes the output.</summary>
    public Norm OutputNorm { get; init; } = Norm.None;

    /// <summary>Whether the output's normalization learns scale and shift.</summary>
    public bool OutputAffine { get; init; } = true;

    /// <summary>Groups of <see cref="Norm.Group"/>.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Whether a layer of it reads <see cref="Groups"/>.</summary>
    private protected virtual bool ReadsGroups => OutputNorm == Norm.Group;

    /// <inheritdoc/>
    internal override void CheckSettings(HeadModel head, FindingList findings)
    {
        base.CheckSettings(head, findings);
        if (ReadsGroups)
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Groups), Groups);
        }
    }

    /// <inheritdoc/>
    internal override HeadFix WithOutput(HeadModel head, int size) =>
        Become(head, this with { StatedOutput = size }, (nameof(HeadAttribute.Output), Text.Of(size)));

    /// <summary>A norm as it is written.</summary>
    private protected static string Name(Norm norm) => nameof(Norm) + "." + norm;
}
