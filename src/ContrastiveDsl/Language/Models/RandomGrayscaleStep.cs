namespace ContrastiveDsl.Language;

/// <summary>Random loss of colour.</summary>
internal sealed record RandomGrayscaleStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public override string Kind => "RandomGrayscale";

    /// <inheritdoc/>
    public override int Draws => 1;
}
