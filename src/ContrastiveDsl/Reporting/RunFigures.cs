namespace ContrastiveDsl.Reporting;

/// <summary>The curves of runs, several runs in one figure.</summary>
internal static class RunFigures
{
    /// <summary>More points than this cannot be told apart in a figure.</summary>
    private const int Points = 300;

    private const string Chance = "chance";

    /// <summary>What is known of the numbers of steps; others are shown under their own names.</summary>
    private static readonly Known[] Steps =
    [
        new("loss", "Loss", "dashed: by chance, of embeddings that say nothing", "loss", Chance)
        {
            // Where there is a loss by chance, that is what it has to leave.
            Normal = "Normal: it falls, fast at first, and stays below chance; with a queue it may rise before.",
            NormalAlone = "Normal: it falls and levels out. How low says little: see rank and scores.",
        },
        new("learning_rate", "Learning rate", "", "learning rate")
        {
            Normal = "Normal: it rises while the run warms up, then goes as the schedule says.",
        },
        new("deviation", "Deviation per dimension", "of unit embeddings, times √D; 0 is collapse", "deviation")
        {
            Normal = "Normal: about 0.3 to 1, and level.",
        },
        new("effective_rank", "Effective rank", "directions that embeddings use (RankMe)", "rank")
        {
            Normal = "Normal: well above 2. Near 1 all embeddings lie on a line.",
        },
        new("alignment", "Alignment", "distance of positives, such as two views of an image; low is good", "alignment")
        {
            Normal = "Normal: it falls. With rank and uniformity at their worst, low is no merit.",
        },
        new("uniformity", "Uniformity", "low is spread out, 0 is collapse", "uniformity")
        {
            Normal = "Normal: well below 0, toward -4.",
        },
        new(
            "positive_similarity",
            "Cosine of pairs",
            "positives belong together, such as two views of an image; dashed: negatives, which do not",
            "positives",
            "negative_similarity",
            "negatives"
        )
        {
            Normal = "Normal: positives lie above negatives, and the gap widens.",
            NormalAlone = "Normal: it rises, and stays below 1.",
        },
        new("gradient_norm", "Norm of the gradient", "", "norm")
        {
            Normal = "Normal: any height, with spikes. 0 teaches nothing; a steady climb may end in NaN.",
        },
        new("queue_age", "Age of the queue", "in steps", "age")
        {
            Normal = "Normal: it rises until the queue is full, then stays.",
        },
    ];

    /// <summary>All figures that have something to show.</summary>
    /// <param name="runs">Names and records of the runs; the place of a run is the number of its color.</param>
    internal static IReadOnlyList<Plot> Of(IReadOnlyList<(string Name, RunRecords Records)> runs)
    {
        var known = Steps.Select(one => Plot(one, runs));
        var others = runs.SelectMany(run => run.Records.Steps.Keys)
            .Distinct(StringComparer.Ordinal)
            .Except(Steps.SelectMany(one => new[] { one.Key, one.SecondKey }), StringComparer.Ordinal)
            .Where(key => key != Chance)
            .Select(key => Plot(new Known(key!, key!.Replace('_', ' '), "", key), runs));
        return [.. known.Concat(others).Append(Scores(runs)).Append(Speed(runs)).Where(plot => !plot.IsEmpty)];
    }

    private static Plot Plot(Known known, IReadOnlyList<(string Name, RunRecords Records)> runs)
    {
        var curves = new List<Curve>();
        for (var run = 0; run < runs.Count; run++)
        {
            Add(curves, runs, run, known.Key, known.Name, isDashed: false);
            if (known.SecondKey is { } second)
            {
                Add(curves, runs, run, second, known.SecondName ?? second, isDashed: true);
            }
        }

        // What is dashed is explained where it is.
        var isExplained = known.SecondKey is null || curves.Exists(curve => curve.IsDashed);
        return new Plot(known.Title, isExplained ? known.Caption : "", curves)
        {
            Normal = isExplained ? known.Normal : known.NormalAlone,
        };
    }

    private static void Add(
        List<Curve> curves,
        IReadOnlyList<(string Name, RunRecords Records)> runs,
        int run,
        string key,
        string name,
        bool isDashed
    )
    {
        if (runs[run].Records.Steps.TryGetValue(key, out var recording))
        {
            var (x, y) = recording.Thinned(Points);
            curves.Add(new Curve(Name(runs, run, name), run, isDashed, x, y));
        }
    }

    /// <summary>Scores that were taken while a run went on; one at its end is no curve.</summary>
    private static Plot Scores(IReadOnlyList<(string Name, RunRecords Records)> runs)
    {
        var curves = new List<Curve>();
        var (solid, dashed) = (new List<string>(), new List<string>());
        for (var run = 0; run < runs.Count; run++)
        {
            var ofRun = runs[run]
                .Records.Scores.Where(score => score.Value is not null)
                .GroupBy(score => (score.Name, score.Protocol))
                .Where(group => group.Select(score => score.Step).Distinct().Count() > 1);
            foreach (var (place, group) in ofRun.Index())
            {
                var isDashed = place % 2 == 1;
                (isDashed ? dashed : solid).Add(group.Key.Name);
                curves.Add(
                    new Curve(
                        Name(runs, run, group.Key.Name),
                        run,
                        isDashed,
                        [.. group.Select(score => (double)score.Step)],
                        [.. group.Select(score => score.Value!.Value)]
                    )
                );
            }
        }

        var caption = "accuracy while training: " + string.Join(", ", solid.Distinct(StringComparer.Ordinal));
        return new Plot(
            "Scores",
            dashed.Count == 0
                ? caption
                : $"{caption}; dashed: {string.Join(", ", dashed.Distinct(StringComparer.Ordinal))}",
            curves
        )
        {
            Normal = "Normal: they rise, fast at first, then by little.",
        };
    }

    private static Plot Speed(IReadOnlyList<(string Name, RunRecords Records)> runs)
    {
        var curves = new List<Curve>();
        for (var run = 0; run < runs.Count; run++)
        {
            if (runs[run].Records.Epochs.TryGetValue("images_per_second", out var speed))
            {
                curves.Add(new Curve(Name(runs, run, "images/s"), run, IsDashed: false, speed.Steps, speed.Values));
            }
        }

        return new Plot("Images per second", "of each epoch", curves)
        {
            FromZero = true,
            Normal = "Normal: level, but for a slow first epoch.",
        };
    }

    private static string Name(IReadOnlyList<(string Name, RunRecords Records)> runs, int run, string value) =>
        runs.Count == 1 ? value : $"{runs[run].Name}, {value}";

    /// <param name="Key">Its name in the lines.</param>
    /// <param name="Title">The figure's title.</param>
    /// <param name="Caption">How to read it.</param>
    /// <param name="Name">What a value is called.</param>
    /// <param name="SecondKey">A second number in the same figure, dashed; null for none.</param>
    /// <param name="SecondName">What its values are called; null for its key.</param>
    private sealed record Known(
        string Key,
        string Title,
        string Caption,
        string Name,
        string? SecondKey = null,
        string? SecondName = null
    )
    {
        /// <summary>What is normal for it; empty where nothing is known of it.</summary>
        internal string Normal { get; init; } = "";

        /// <summary>The same where the second number is not there.</summary>
        internal string NormalAlone { get; init; } = "";
    }
}
