namespace ContrastiveDsl.Distribution;

/// <summary>Where a process waits for the others; sent as it lies in memory.</summary>
/// <param name="Number">How many things were exchanged before, by which processes know that they mean the same.</param>
/// <param name="Step">The step it has come to.</param>
/// <param name="Exchange">What is exchanged there.</param>
internal readonly record struct Arrival(long Number, long Step, Exchange Exchange)
{
    /// <summary>The same in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"the {Exchange.ToString().ToLowerInvariant()} of step {Step} (exchange {Number})");
}
