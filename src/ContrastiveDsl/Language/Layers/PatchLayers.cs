using System;

namespace ContrastiveDsl.Language;

/// <summary>One linear layer for each vector of a sequence.</summary>
/// <param name="Features">Size of the output vectors.</param>
internal sealed record PatchProjectionLayer(int Features) : Layer
{
    /// <inheritdoc/>
    public override bool StatesWidth => true;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => Kind + " " + Text.Of(Features);

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Sequence(input.Tokens, Features);

    /// <inheritdoc/>
    public override bool Multiplies(FeatureShape input) => true;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => ((long)input.Channels * Features) + Features;
}

/// <summary>The vectors of a sequence, one behind the other.</summary>
internal sealed record ConcatenateLayer : Layer
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        FeatureShape.Vector((int)Math.Min(int.MaxValue, (long)input.Tokens * input.Channels));
}
