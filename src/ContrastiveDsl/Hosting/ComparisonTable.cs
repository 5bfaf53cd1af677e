using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>The results of runs with the same settings, an experiment a row.</summary>
/// <param name="Caption">The settings, the protocol and what raw pixels reach.</param>
/// <param name="Rows">The experiments, in the order in which they first came.</param>
internal sealed record ComparisonTable(string Caption, IReadOnlyList<ComparisonRow> Rows)
{
    /// <summary>Scores of the pixels alone that are closer are of the same pixels.</summary>
    private const double SamePixels = 0.005;

    /// <summary>What of the probes any of the experiments has.</summary>
    private readonly ProbedFigures shown = ProbedFigures.Of(Rows);

    /// <summary>The caption, and how the probes were taken where the table has any.</summary>
    internal string Heading => shown.Any ? $"{Caption} {ProbedFigures.Protocol}" : Caption;

    /// <summary>The names of the columns.</summary>
    internal IReadOnlyList<string> Columns =>
        [
            "Experiment",
            "Trained",
            "Untrained",
            "Gain",
            $"At least {Say.Number(ComparisonRow.Enough)} points",
            .. shown.Names,
            "Seeds",
        ];

    /// <summary>A row as texts, in the order of the columns.</summary>
    internal IReadOnlyList<string> Cells(ComparisonRow row) =>
        [.. row.Cells, .. shown.Cells(row), Say.Count(row.Seeds)];

    /// <summary>
    /// One table for each set of settings and images, in the order in which they first came. Of a run that is noted
    /// twice the later result counts.
    /// </summary>
    internal static IReadOnlyList<ComparisonTable> Of(IReadOnlyCollection<ComparisonResult> results)
    {
        // Images that all have in common go without saying.
        var differ = results.Select(result => result.Run.Images).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return
        [
            .. results
                .GroupBy(Settings.Of)
                .SelectMany(
                    group => BySeenPixels([.. group.GroupBy(result => result.Run.Experiment, StringComparer.Ordinal)]),
                    (group, same) =>
                        new ComparisonTable(
                            group.Key.Caption(same[0].Last().RawPixels) + (differ ? $" {group.Key.WhichImages}" : ""),
                            [.. same.Select(Row)]
                        )
                ),
        ];
    }

    /// <summary>
    /// Experiments apart whose encoders see the images in other colors or sizes, of which the pixels alone come to
    /// something else. By a hair they differ between machines, too.
    /// </summary>
    private static IEnumerable<List<IGrouping<string, ComparisonResult>>> BySeenPixels(
        IReadOnlyList<IGrouping<string, ComparisonResult>> experiments
    )
    {
        var tables = new List<List<IGrouping<string, ComparisonResult>>>();
        foreach (var experiment in experiments)
        {
            var pixels = experiment.Last().RawPixels;
            if (tables.Find(table => Math.Abs(table[0].Last().RawPixels - pixels) < SamePixels) is { } same)
            {
                same.Add(experiment);
            }
            else
            {
                tables.Add([experiment]);
            }
        }

        return tables;
    }

    private static ComparisonRow Row(IGrouping<string, ComparisonResult> results)
    {
        ComparisonResult[] latest = [.. results.GroupBy(result => result.Run.Seed).Select(runs => runs.Last())];
        return new(results.Key, Of(result => result.Trained), Of(result => result.Untrained), latest.Length)
        {
            Linear = OfProbed(probed => probed.Linear),
            FewLabels = OfProbed(probed => probed.FewLabels),
            FineTuned = OfProbed(probed => probed.FineTuned),
            FineTunedFewLabels = OfProbed(probed => probed.FineTunedFewLabels),
        };

        Spread Of(Func<ComparisonResult, double> accuracy) => Spread.Of(latest.Select(accuracy));

        // Of all seeds or of none: a mean over some of them would stand beside means over all.
        Spread? OfProbed(Func<ProbedScores, double?> accuracy)
        {
            var known = latest.Select(result => result.Probed is { } probed ? accuracy(probed) : null).ToArray();
            return known.All(share => share is not null) ? Spread.Of(known.OfType<double>()) : null;
        }
    }

    private sealed record Settings(
        int Epochs,
        int? Limit,
        int BatchSize,
        string? Images,
        KnnProtocol Protocol,
        int Bank
    )
    {
        internal string WhichImages =>
            Images is null ? "Images and labels that were not noted." : $"Images and labels {Images}.";

        internal static Settings Of(ComparisonResult result) =>
            new(
                result.Run.Epochs,
                result.Run.Limit,
                result.Run.BatchSize,
                result.Run.Images,
                result.Protocol,
                result.Bank
            );

        internal string Caption(double rawPixels)
        {
            var epochs = Epochs == 1 ? "epoch" : "epochs";
            var images = Limit is { } limit ? FormattableString.Invariant($"{limit} images") : "all images";
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

    /// <summary>A linear probe with all labels; null where not all of the seeds were probed.</summary>
    internal Spread? Linear { get; init; }

    /// <summary>Linear probes with few labels, likewise.</summary>
    internal Spread? FewLabels { get; init; }

    /// <summary>The encoder fine-tuned with all labels, likewise.</summary>
    internal Spread? FineTuned { get; init; }

    /// <summary>The encoder fine-tuned with few labels, likewise.</summary>
    internal Spread? FineTunedFewLabels { get; init; }

    /// <summary>In points of accuracy.</summary>
    internal double Gain => Trained.Mean - Untrained.Mean;

    /// <summary>Whether the gain is enough. Differences of shares with four digits are not exact.</summary>
    internal bool HasLearned => Gain >= Enough - 1e-9;

    /// <summary>What training has brought, as texts in the order of the columns.</summary>
    internal IReadOnlyList<string> Cells =>
        [
            Experiment,
            Trained.ToString(),
            Untrained.ToString(),
            (Gain < 0 ? "" : "+") + Say.Fixed(Gain, 2),
            HasLearned ? "reached" : "not reached",
        ];
}

/// <summary>The figures of probes that a table shows: those that any of its experiments has.</summary>
internal sealed class ProbedFigures
{
    private static readonly (string Name, Func<ComparisonRow, Spread?> Of)[] All =
    [
        ("Linear probe", row => row.Linear),
        ($"{ProbedScores.Shots} labels a class", row => row.FewLabels),
        ("Fine-tuned", row => row.FineTuned),
        ($"Fine-tuned, {ProbedScores.Shots} labels a class", row => row.FineTunedFewLabels),
    ];

    private readonly (string Name, Func<ComparisonRow, Spread?> Of)[] shown;

    private ProbedFigures(IReadOnlyList<ComparisonRow> rows)
    {
        shown = [.. All.Where(figure => rows.Any(row => figure.Of(row) is not null))];
    }

    /// <summary>How they are taken.</summary>
    internal static string Protocol =>
        $"Probes and fine-tuning on the same images, as evaluate takes them: settings of probes chosen on labels set aside, one setting for fine-tuning, the test images looked at once; {ProbedScores.Shots} labels a class as the mean over draws.";

    /// <summary>Whether there are any.</summary>
    internal bool Any => shown.Length > 0;

    /// <summary>Their names.</summary>
    internal IEnumerable<string> Names => shown.Select(figure => figure.Name);

    internal static ProbedFigures Of(IReadOnlyList<ComparisonRow> rows) => new(rows);

    /// <summary>The figures of a row as texts.</summary>
    internal IEnumerable<string> Cells(ComparisonRow row) => shown.Select(figure => figure.Of(row)?.ToString() ?? "–");
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
