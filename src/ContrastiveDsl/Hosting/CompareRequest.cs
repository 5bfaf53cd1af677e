namespace ContrastiveDsl.Hosting;

/// <summary>What <c>compare</c> was asked to do.</summary>
/// <param name="Names">The experiments; none for all.</param>
/// <param name="Seeds">The seeds, each once, at least one.</param>
/// <param name="Results">The file for the results, or null for the usual one.</param>
/// <param name="TableOnly">Whether to show what is there and train nothing.</param>
/// <param name="Overrides">Settings in place of the declared ones, the same for all runs.</param>
/// <param name="FineTune">Whether encoders are fine-tuned too.</param>
/// <param name="Plain">Whether to write a line for each epoch even on a terminal.</param>
internal sealed record CompareRequest(
    IReadOnlyList<string> Names,
    IReadOnlyList<long> Seeds,
    string? Results,
    bool TableOnly,
    Overrides Overrides,
    bool FineTune,
    bool Plain
);
