namespace ContrastiveDsl.Language;

/// <summary>A random rectangle resized to a square. <paramref name="Size"/> 0 follows the encoder.</summary>
internal sealed record RandomResizedCropStep(int Size, double MinScale, double MaxScale, double MinRatio, double MaxRatio) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomResizedCrop";

    /// <inheritdoc/>
    public override int Draws => 5;
}
