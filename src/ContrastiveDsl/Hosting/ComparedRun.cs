namespace ContrastiveDsl.Hosting;

/// <summary>What tells one run of a comparison from another. Everything else is the declaration's.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Seed">The seed, at least 0.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Limit">How many training images; null for all.</param>
/// <param name="BatchSize">Images of a step.</param>
internal sealed record ComparedRun(string Experiment, long Seed, int Epochs, int? Limit, int BatchSize)
{
    /// <summary>The name of its folder.</summary>
    internal string FolderName =>
        FormattableString.Invariant($"{Experiment}-seed{Seed}-epochs{Epochs}")
        + (Limit is { } limit ? FormattableString.Invariant($"-limit{limit}") : "")
        + FormattableString.Invariant($"-batch{BatchSize}");

    /// <summary>As people call it: <c>ClothesByol, seed 2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Experiment}, seed {Seed}");
}
