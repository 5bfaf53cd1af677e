namespace ContrastiveDsl.Language;

/// <summary>Random brightness, contrast, saturation and hue in random order.</summary>
internal sealed record ColorJitterStep(double Brightness, double Contrast, double Saturation, double Hue, double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "ColorJitter";

    /// <inheritdoc/>
    public override int Draws => 6;
}
