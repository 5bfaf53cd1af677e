namespace ContrastiveDsl.Language;

/// <summary>
/// What the embeddings of a method show that are not collapsed, from the middle of the first epoch on. Measured on
/// small and short runs, with room: what falls below is sick, what does not may be.
/// </summary>
/// <param name="Deviation">
/// The deviation of components of unit embeddings, as a share of 1/√D, that they have at least.
/// </param>
/// <param name="Rank">The effective rank that they have at least.</param>
/// <param name="Remedy">What to try, as a sentence.</param>
internal sealed record HealthFacts(double Deviation, double Rank, string Remedy)
{
    /// <summary>The mean squared distance of an embedding and its positive that they have at most.</summary>
    public double Alignment { get; init; } = double.PositiveInfinity;
}
