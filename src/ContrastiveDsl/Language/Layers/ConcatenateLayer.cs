using System;

namespace ContrastiveDsl.Language;

/// <summary>The vectors of a sequence, one behind the other.</summary>
internal sealed record ConcatenateLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Concatenate";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector((int)Math.Min(int.MaxValue, (long)input.Tokens * input.Channels));
}
