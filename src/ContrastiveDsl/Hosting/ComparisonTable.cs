using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>The results of runs with the same settings, an experiment a row.</summary>
/// <param name="Caption">The settings, the protocol and what raw pixels reach.</param>
/// <param name="Rows">The experiments, in the order in which they first came.</param>
internal sealed record ComparisonTable(string Caption, IReadOnlyList<ComparisonRow> Rows)
{
    internal static readonly IReadOnlyList<string> Columns =
    [
        "Experiment",
        "Trained",
        "Untrained",
        "Gain",
        $"At least {Say.Number(ComparisonRow.Enough)} points",
        "Seeds",
    ];

    /// <summary>
    /// One table for each set of settings, in the order in which they first came. Of a run that is noted twice the
    /// later result counts.
    /// </summary>
    internal static IReadOnlyList<ComparisonTable> Of(IEnumerable<ComparisonResult> results) =>
        [
            .. results
                .GroupBy(Settings.Of)
                .Select(group => new ComparisonTable(group.Key.Caption(group.Last().RawPixels), Experiments(group))),
        ];

    private static IReadOnlyList<ComparisonRow> Experiments(IEnumerable<ComparisonResult> results) =>
        [.. results.GroupBy(result => result.Run.Experiment, StringComparer.Ordinal).Select(Row)];

    private static ComparisonRow Row(IGrouping<string, ComparisonResult> results)
    {
        ComparisonResult[] latest = [.. results.GroupBy(result => result.Run.Seed).Select(runs => runs.Last())];
        return new(results.Key, Of(result => result.Trained), Of(result => result.Untrained), latest.Length);

        Spread Of(Func<ComparisonResult, double> accuracy) => Spread.Of(latest.Select(accuracy));
    }

    private sealed record Settings(int Epochs, int? Limit, int BatchSize, KnnProtocol Protocol, int Bank)
    {
        internal static Settings Of(ComparisonResult result) =>
            new(result.Run.Epochs, result.Run.Limit, result.Run.BatchSize, result.Protocol, result.Bank);

        internal string Caption(double rawPixels)
        {
            var epochs = Epochs == 1 ? "epoch" : "epochs";
            var images = Limit is { } limit ? FormattableString.Invariant($"the first {limit} images") : "all images";
            return FormattableString.Invariant($"{Epochs} {epochs} on {images}, batches of {BatchSize}; ")
                + FormattableString.Invariant($"{Protocol}, bank of {Bank} images. ")
                + $"Raw pixels: {Say.Percent(rawPixels)}.";
        }
    }
}

/// <summary>What an experiment has come to over its seeds.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Trained">Accuracy after training.</param>
/// <param name="Untrained">Accuracy before it.</param>
/// <param name="Seeds">How many seeds.</param>
internal sealed record ComparisonRow(string Experiment, Spread Trained, Spread Untrained, int Seeds)
{
    /// <summary>The gain from which on an experiment counts as having learned, in points of accuracy.</summary>
    internal const double Enough = 5;

    /// <summary>In points of accuracy.</summary>
    internal double Gain => Trained.Mean - Untrained.Mean;

    /// <summary>Whether the gain is enough. Differences of shares with four digits are not exact.</summary>
    internal bool HasLearned => Gain >= Enough - 1e-9;

    /// <summary>The row as texts, in the order of the columns.</summary>
    internal IReadOnlyList<string> Cells =>
        [
            Experiment,
            Trained.ToString(),
            Untrained.ToString(),
            (Gain < 0 ? "" : "+") + Say.Fixed(Gain, 2),
            HasLearned ? "reached" : "not reached",
            Say.Count(Seeds),
        ];
}

/// <summary>Mean and sample standard deviation.</summary>
/// <param name="Mean">In per cent.</param>
/// <param name="Deviation">In points; null for a single value, which has none.</param>
internal sealed record Spread(double Mean, double? Deviation)
{
    /// <param name="shares">At least one value in [0, 1].</param>
    internal static Spread Of(IEnumerable<double> shares)
    {
        double[] values = [.. shares.Select(share => 100 * share)];
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, values.Length < 2 ? null : Math.Sqrt(squares / (values.Length - 1)));
    }

    /// <summary>For example <c>81.30 ± 0.47</c>.</summary>
    public override string ToString() =>
        $"{Say.Fixed(Mean, 2)} ± {(Deviation is { } deviation ? Say.Fixed(deviation, 2) : "–")}";
}
