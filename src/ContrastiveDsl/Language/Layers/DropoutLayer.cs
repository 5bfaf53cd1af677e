namespace ContrastiveDsl.Language;

/// <summary>Sets activations to zero at random while training.</summary>
internal sealed record DropoutLayer(double Probability) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}
