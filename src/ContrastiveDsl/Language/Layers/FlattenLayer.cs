using System;

namespace ContrastiveDsl.Language;

/// <summary>A map as one vector.</summary>
internal sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        input.IsVector ? input : FeatureShape.Vector((int)Math.Min(int.MaxValue, (long)input.Channels * input.Height * input.Width));
}
