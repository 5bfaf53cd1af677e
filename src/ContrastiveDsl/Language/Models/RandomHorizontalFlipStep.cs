namespace ContrastiveDsl.Language;

/// <summary>A random mirror image.</summary>
internal sealed record RandomHorizontalFlipStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomHorizontalFlip";

    /// <inheritdoc/>
    public override int Draws => 1;
}
