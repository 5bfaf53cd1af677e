namespace ContrastiveDsl.Language;

/// <summary>A random mirror image.</summary>
public sealed record RandomHorizontalFlipStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomHorizontalFlip";

    /// <inheritdoc/>
    public override int Draws => 1;
}
