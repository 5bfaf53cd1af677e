using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Reporting;

/// <summary>
/// Runs as one page that needs nothing but itself: figures, images and the few lines of script are in it.
/// </summary>
internal static class ReportPage
{
    /// <summary>More classes than this are not shown as a table.</summary>
    private const int TableClasses = 20;

    private const int WorstPairs = 20;

    /// <summary>The page.</summary>
    /// <param name="runs">At least one run.</param>
    internal static string Of(IReadOnlyList<ReportedRun> runs)
    {
        var title =
            runs.Count == 1
                ? $"{runs[0].Experiment}: {runs[0].Name}"
                : $"{runs.Count.ToString(CultureInfo.InvariantCulture)} runs";
        var figures = 0;
        return PageFrame.Of(
            title,
            Header(runs),
            Html.Join([
                Curves(runs, ref figures),
                Scores(runs),
                .. runs.Select(run => OfRun(run, runs.Count, ref figures)),
                Settings(runs),
            ]),
            ReportStyle.Text,
            ReportScript.Text
        );
    }

    private static Html Header(IReadOnlyList<ReportedRun> runs) =>
        Html.Of(
            $"""
            {runs.Select(
                (run, number) =>
                    Html.Of(
                        $"<p>{Chip(number)}<b>{run.Name}</b> {run.Experiment}{(run.Method.Length > 0 ? ", " + run.Method : "")}; {run.State}{(run.Checkpoint is { } checkpoint ? $"; {checkpoint}" : "; no checkpoint")}.</p>\n"
                    )
            )}
            """
        );

    private static Html Chip(int run) =>
        Html.Of($"<i class=\"chip\" style=\"background:var(--run{(run % PlotTheme.RunColors) + 1})\"></i>");

    private static Html Section(string title, Html body) =>
        body.Tags.Length == 0 ? Html.None : Html.Of($"<section>\n<h2>{title}</h2>\n{body}</section>\n");

    private static Html Curves(IReadOnlyList<ReportedRun> runs, ref int figures)
    {
        var drawn = new List<Html>();
        foreach (var plot in RunFigures.Of([.. runs.Select(run => (run.Name, run.Records))]))
        {
            drawn.Add(PlotFigure.Of(plot, figures++));
        }

        if (drawn.Count == 0)
        {
            return Section("Training", Html.Of($"<p class=\"note\">Nothing is recorded yet.</p>\n"));
        }

        var legend =
            runs.Count == 1
                ? Html.None
                : Html.Of(
                    $"<ul class=\"legend\">{runs.Select((run, number) => Html.Of($"<li>{Chip(number)}{run.Name}</li>"))}</ul>\n"
                );
        return Section("Training", Html.Of($"{legend}<div class=\"figures\">\n{drawn}</div>\n"));
    }

    private static Html Scores(IReadOnlyList<ReportedRun> runs)
    {
        var rows = runs.SelectMany(
                (run, number) =>
                    run
                        .Records.Scores.Where(score => score.Value is not null)
                        .GroupBy(score => (score.Name, score.Protocol))
                        .Select(group => group.Last())
                        .Concat(run.Evaluated)
                        .Select(score =>
                            Html.Of(
                                $"<tr><td>{(runs.Count == 1 ? Html.None : Html.Of($"{Chip(number)}{run.Name}, "))}{score.Name}</td><td class=\"number\">{Say.Percent(score.Value!.Value)}</td><td>{StepOf(score, run.Records.LastStep)}</td><td class=\"faint\">{score.Protocol}</td></tr>\n"
                            )
                        )
            )
            .ToArray();
        return rows.Length == 0
            ? Html.None
            : Section(
                "Scores",
                Html.Of(
                    $"<div class=\"wide\"><table class=\"scores\"><thead><tr><th>Score</th><th class=\"number\">Accuracy</th><th>After step</th><th>Protocol</th></tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
                )
            );
    }

    /// <summary>When a score was taken; what lies behind it is not in it.</summary>
    private static string StepOf(RecordedScore score, long last) =>
        Say.Count(score.Step) + (score.Step < last ? $" of {Say.Count(last)}" : "");

    private static Html OfRun(ReportedRun run, int count, ref int figures)
    {
        var where = count == 1 ? "" : $", {run.Name}";
        var notes = Html.Join(run.Notes.Select(note => Html.Of($"<p class=\"note\">{note}</p>\n")));
        var parts = new List<Html>();
        if (count == 1 || notes.Tags.Length > 0)
        {
            parts.Add(count == 1 ? notes : Section(run.Name, notes));
        }

        if (run.Images is { } images)
        {
            parts.Add(Section("Views" + where, Views(images.Views)));
            if (images.Encoded is { } encoded)
            {
                parts.Add(Section("Map of the embeddings" + where, Maps(encoded, ref figures)));
                parts.Add(Section("Confusion" + where, Confused(encoded.Confusion)));
                parts.Add(Section("Nearest neighbors" + where, Neighbors(encoded)));
            }
        }

        parts.Add(Section("Layers" + where, Shapes(run)));
        return Html.Join(parts);
    }

    private static Html Views(ViewsSheet sheet)
    {
        var heads = sheet.Heads.Select(head => Html.Of($"<th>{head}</th>"));
        var rows = sheet.Rows.Select(row =>
            Html.Of(
                $"<tr>{row.Pictures.Select((picture, column) => Html.Of($"<td>{PageImages.Of(picture, $"{row.Name}, {sheet.Heads[column]}")}</td>"))}</tr>\n"
            )
        );
        return Html.Of(
            $"<p class=\"faint\">The images as the run's own pipeline augments them at the places of its first epochs; brightness as before normalization.</p>\n<table class=\"views\"><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>\n"
        );
    }

    private static Html Maps(EncodedImages encoded, ref int figures)
    {
        if (encoded.Maps.Count == 0)
        {
            return Html.Of($"<p class=\"note\">There are too few images for a map.</p>\n");
        }

        var drawn = new List<Html>();
        foreach (var map in encoded.Maps)
        {
            drawn.Add(MapFigure.Of(map, encoded.Mapped, figures++));
        }

        return Html.Of(
            $"<p class=\"faint\">{encoded.Said}. Clean images, without augmentation.</p>\n{MapFigure.Legend(encoded.Mapped)}<div class=\"maps\" style=\"--sheet:url({PageImages.Address(encoded.Mapped.Sheet)})\">\n{drawn}</div>\n"
        );
    }

    private static Html Neighbors(EncodedImages encoded) =>
        Html.Of(
            $"<p class=\"faint\">{Say.Count(encoded.Neighbors.Count)} of {encoded.Said}, by the cosine of embeddings{(encoded.Confusion is null ? "" : "; those of another class are marked")}.</p>\n{encoded.Neighbors.Select(answer => PageImages.Of(answer, 112))}"
        );

    private static Html Confused(Confusion? confusion)
    {
        if (confusion is null)
        {
            return Html.None;
        }

        var said = Html.Of(
            $"<p class=\"faint\"><b>{Say.Percent(confusion.Accuracy)}</b> of these images are classified rightly: {confusion.Protocol}. Rows are what the images are, columns what they are taken for.</p>\n"
        );
        return Html.Of($"{said}{(confusion.Classes.Count <= TableClasses ? Matrix(confusion) : Worst(confusion))}");
    }

    private static Html Matrix(Confusion confusion)
    {
        var heads = confusion.Classes.Select((name, number) => Html.Of($"<th title=\"{name}\">{number}</th>"));
        var rows = confusion.Counts.Select((row, label) => Row(confusion.Classes[label], label, row));
        return Html.Of(
            $"<div class=\"wide\"><table class=\"matrix\"><thead><tr><th></th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
        );
    }

    private static Html Row(string name, int label, IReadOnlyList<int> row)
    {
        var head = name == SampledImages.Unnamed(label) ? name : FormattableString.Invariant($"{label} {name}");
        var total = Math.Max(1, row.Sum());
        var cells = row.Select(
            (count, guess) =>
                Html.Of(
                    $"<td{(guess == label ? new Html(" class=\"right\"") : Html.None)} style=\"--share:{Say.Fixed((double)count / total, 3)}\">{(count == 0 ? "" : Say.Count(count))}</td>"
                )
        );
        return Html.Of($"<tr><th>{head}</th>{cells}</tr>\n");
    }

    private static Html Worst(Confusion confusion)
    {
        var pairs = confusion
            .Counts.SelectMany((row, label) => row.Select((count, guess) => (count, label, guess, total: row.Sum())))
            .Where(pair => pair.label != pair.guess && pair.count > 0)
            .OrderByDescending(pair => pair.count)
            .Take(WorstPairs)
            .Select(pair =>
                Html.Of(
                    $"<tr><td>{confusion.Classes[pair.label]}</td><td>{confusion.Classes[pair.guess]}</td><td class=\"number\">{Say.Count(pair.count)} of {Say.Count(pair.total)}</td></tr>\n"
                )
            );
        return Html.Of(
            $"<div class=\"wide\"><table><thead><tr><th>Is</th><th>Taken for</th><th class=\"number\">Images</th></tr></thead>\n<tbody>{pairs}</tbody></table></div>\n"
        );
    }

    private static Html Shapes(ReportedRun run)
    {
        var rows = run.Shapes.Select(row => Html.Of($"<tr>{row.Select(Cell)}</tr>\n")).ToArray();
        if (rows.Length == 0)
        {
            return Html.None;
        }

        return Html.Of(
            $"<details><summary>Each part and layer, with its shape</summary><div class=\"wide\"><table><thead><tr><th>Stage</th><th>Layer</th><th>Output</th><th class=\"number\">Parameters</th></tr></thead>\n<tbody>{rows}</tbody></table></div></details>\n{Facts(run.Facts)}"
        );
    }

    private static Html Cell(string text, int column)
    {
        // Layers are indented below their part.
        var indent = text.Length - text.TrimStart().Length;
        return column == 3
            ? Html.Of($"<td class=\"number\">{text}</td>")
            : Html.Of($"<td{(indent > 0 ? new Html(" class=\"in\"") : Html.None)}>{text.Trim()}</td>");
    }

    private static Html Facts(IReadOnlyList<(string Name, string Value)> facts) =>
        Html.Of($"<dl>{facts.Select(fact => Html.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>\n"))}</dl>\n");

    /// <summary>The settings of all runs side by side; those that differ are marked.</summary>
    private static Html Settings(IReadOnlyList<ReportedRun> runs)
    {
        var columns = runs.Select(run =>
                SettingsOf(run).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)
            )
            .ToArray();
        var names = columns.SelectMany(column => column.Keys).Distinct(StringComparer.Ordinal);
        var rows = names.Select(name =>
        {
            var values = columns.Select(column => column.GetValueOrDefault(name, "")).ToArray();
            var mark = values.Distinct(StringComparer.Ordinal).Count() > 1 ? new Html(" class=\"differs\"") : Html.None;
            return Html.Of($"<tr{mark}><th>{name}</th>{values.Select(value => Html.Of($"<td>{value}</td>"))}</tr>\n");
        });
        var heads =
            runs.Count == 1
                ? Html.None
                : Html.Of($"<thead><tr><th></th>{runs.Select(run => Html.Of($"<th>{run.Name}</th>"))}</tr></thead>\n");
        return Section(
            "Settings and versions",
            Html.Of($"<div class=\"wide\"><table class=\"settings\">{heads}<tbody>{rows}</tbody></table></div>\n")
        );
    }

    private static IEnumerable<(string Name, string Value)> SettingsOf(ReportedRun run)
    {
        var json = JsonSerializer
            .SerializeToNode(run.Settings with { Output = null, Images = null }, RunFolder.Options)!
            .AsObject();
        foreach (var (name, value) in json)
        {
            if (value is not null)
            {
                yield return (name.Replace('_', ' '), Text(value));
            }
        }

        foreach (var one in run.Identity)
        {
            yield return one;
        }
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
