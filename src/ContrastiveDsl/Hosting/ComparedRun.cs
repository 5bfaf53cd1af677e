namespace ContrastiveDsl.Hosting;

/// <summary>What tells one run of a comparison from another. Everything else is the declaration's.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Seed">The seed, at least 0.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Limit">How many training images; null for all.</param>
/// <param name="BatchSize">Images of a step.</param>
/// <param name="Images">
/// A hash of the images and labels, those to train on and those to test with; null where it was not noted.
/// </param>
internal sealed record ComparedRun(
    string Experiment,
    long Seed,
    int Epochs,
    int? Limit,
    int BatchSize,
    string? Images = null
)
{
    /// <summary>The name of its folder.</summary>
    internal string FolderName =>
        FormattableString.Invariant($"{Experiment}-seed{Seed}-epochs{Epochs}")
        + (Limit is { } limit ? FormattableString.Invariant($"-limit{limit}") : "")
        + FormattableString.Invariant($"-batch{BatchSize}");

    /// <summary>The name of its folder where a run of other images has the usual one.</summary>
    internal string FolderNameByImages => $"{FolderName}-images{Images}";

    /// <summary>As people call it: <c>ClothesByol, seed 2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Experiment}, seed {Seed}");
}
