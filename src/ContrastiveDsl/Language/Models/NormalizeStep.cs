namespace ContrastiveDsl.Language;

/// <summary>Normalisation by mean and deviation of each channel.</summary>
internal sealed record NormalizeStep(EquatableArray<double> Mean, EquatableArray<double> Std) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "Normalize";

    /// <inheritdoc/>
    public override int Draws => 0;
}
