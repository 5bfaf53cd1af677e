namespace ContrastiveDsl.Language;

/// <summary>A linear layer.</summary>
internal sealed record LinearLayer(int Features, bool Bias) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Linear";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Vector;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(Features);

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => ((long)input.Channels * Features) + (Bias ? Features : 0);
}

/// <summary>Sets activations to zero at random while training.</summary>
internal sealed record DropoutLayer(double Probability) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}

/// <summary>max(x, 0).</summary>
internal sealed record ReluLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Relu";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}
