namespace ContrastiveDsl.Language;

/// <summary>Random inversion of bright values.</summary>
internal sealed record SolarizeStep(double Threshold, double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Solarize";

    /// <inheritdoc/>
    public override int Draws => 1;
}
