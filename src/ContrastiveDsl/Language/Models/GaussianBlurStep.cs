namespace ContrastiveDsl.Language;

/// <summary>Random blur.</summary>
internal sealed record GaussianBlurStep(int Kernel, double MinSigma, double MaxSigma, double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "GaussianBlur";

    /// <inheritdoc/>
    public override int Draws => 2;
}
