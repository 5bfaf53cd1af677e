namespace ContrastiveDsl.Language;

/// <summary>max(x, 0).</summary>
internal sealed record ReluLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Relu";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}
