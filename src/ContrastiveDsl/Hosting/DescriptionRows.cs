using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>A description in rows: the shape flow, and what follows from the settings.</summary>
internal static class DescriptionRows
{
    /// <summary>Stage, layer, output and parameters, row by row.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> ShapeFlow(ExperimentDescription description)
    {
        var (encoder, projector) = (description.Model.Encoder, description.Model.Projector);
        var side = description.Model.Grid is null ? description.Model.CropSize : encoder.ImageSize;
        var rows = new Rows();
        rows.Add("image", "", new FeatureShape(encoder.Channels, side, side).ToString(), "");
        AddGrid(rows, description.Model);
        AddPart(rows, description.Encoder);
        rows.Add("features", "", FeatureShape.Vector(encoder.Features).ToString(), "");
        if (description.Model.Method.Facts.HasProjector)
        {
            AddPart(rows, description.Projector);
            rows.Add(
                description.Predictor is null ? "embedding" : "projection",
                "",
                FeatureShape.Vector(projector.Output).ToString(),
                ""
            );
        }

        AddOthers(rows, description, FeatureShape.Vector(projector.Output).ToString());
        foreach (var network in description.Facts.Networks)
        {
            rows.Add(network.Name, network.What, network.Output, Count(network.Parameters));
        }

        return rows.All;
    }

    /// <summary>The networks beside encoder and projector that end in a vector as the projector does.</summary>
    private static void AddOthers(Rows rows, ExperimentDescription description, string output)
    {
        if (description.Predictor is { } predictor)
        {
            AddPart(rows, predictor);
            rows.Add("prediction", "", output, "");
        }

        if (description.PatchHead is { } patches)
        {
            AddPart(rows, patches);
            rows.Add("embedding of the patches", "", output, "");
        }

        if (description is { KeyEncoder: { } keys, KeyProjector: { } keyHead })
        {
            AddPart(rows, keys);
            AddPart(rows, keyHead);
            rows.Add("key", "", output, "");
        }
    }

    private static void AddGrid(Rows all, ExperimentModel model)
    {
        if (model.Grid is { } grid)
        {
            var rows = grid.Positions(model.Encoder.ImageSize);
            all.Add(
                "patches",
                $"{rows} × {rows}, every {grid.Stride} pixels",
                $"[{rows * rows}N, {model.Encoder.Channels}, {grid.Patch}, {grid.Patch}]",
                ""
            );
        }
    }

    private static void AddPart(Rows rows, DescribedPart part)
    {
        rows.Add(part.Title, "", "", Count(part.Parameters));
        foreach (var layer in part.Layers)
        {
            rows.Add("  " + layer.Name, layer.What, layer.Output, layer.Parameters is 0 ? "" : Count(layer.Parameters));
        }
    }

    private static string Count(long? parameters) => parameters is { } known ? Say.Count(known) : "known when built";

    /// <summary>What follows from the settings: names, empty where a value goes on, and values.</summary>
    internal static IEnumerable<(string Name, string Value)> Facts(ExperimentDescription description)
    {
        var model = description.Model;
        var batch = model.Training.BatchSize;
        if (model.Recipe is { } recipe && RecipeCatalogue.Find(recipe) is { } entry)
        {
            yield return ("Recipe", $"{recipe} ({entry.Source})");
        }

        foreach (var line in Lines("Presets", [.. Presets(model).Distinct(StringComparer.Ordinal)]))
        {
            yield return line;
        }

        yield return ("Trained parameters", description.Facts.DescribeParameters(Say.Count));
        yield return ("Loss", model.Loss.Describe(Say.Number));
        foreach (var fact in MethodFacts.Of(description))
        {
            yield return fact;
        }

        yield return (
            "Training",
            $"{Say.Plural(model.Training.Epochs, "epoch")}, batches of {Say.Count(batch)}, seed {Text.Of(model.Training.Seed)}"
        );
        yield return ("Steps", StepsLine(description));
        if (model.Training.MicroBatch > 0)
        {
            yield return (
                "Micro-batches",
                $"{Say.Count(batch / model.Training.MicroBatch)} of {Say.Count(model.Training.MicroBatch)} images pass one after the other"
                    + (
                        model.Method.Facts.AccumulatesGradients
                            ? $"; their gradients add up to those of {Say.Count(batch)}"
                            : $", twice; the loss sees all {Say.Count(batch)}"
                    )
            );
        }

        if (PrecisionText.Of(model.Training.Precision) is { } precision)
        {
            yield return ("Precision", precision);
        }

        yield return ("Optimizer", model.Optimizer.Describe(Say.Number));
        yield return ("Learning rate", OptimizerText.Rate(model.Optimizer, batch, description.LearningRate));
        yield return ("Schedule", ScheduleLine(description));
        foreach (
            var line in Lines("Views", description.Views)
                .Concat(Lines("Second views", description.SecondViews))
                .Concat(Lines("Local views", description.LocalViews))
                .Concat(Lines("Patch views", description.PatchViews))
        )
        {
            yield return line;
        }
    }

    /// <summary>Where the parts that have a preset come from; what is written beside it is their own.</summary>
    private static IEnumerable<string> Presets(ExperimentModel model)
    {
        foreach (var head in model.Heads)
        {
            if (head.Preset is { } entry)
            {
                yield return $"{entry.Preset} for {head.Type.Name} ({entry.Source})";
            }
        }

        foreach (var views in model.Families.Append(model.Pretext?.Views))
        {
            if (views?.Preset is { } preset && ViewsPresets.Find(preset) is { } entry)
            {
                yield return $"{preset} for {views.Type.Name} ({entry.Source})";
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Lines(string name, IReadOnlyList<string> steps) =>
        steps.Select((step, index) => (index == 0 ? name : "", step));

    private static string StepsLine(ExperimentDescription description)
    {
        var images = description.Model.Images?.Count ?? 0;
        if (description.Facts.DescribeSteps(Say.Count) is { } steps)
        {
            return steps;
        }

        return images > 0
            ? $"none: {Say.Plural(images, "image")} do not fill a batch of {Say.Count(description.Model.Training.BatchSize)}"
            : "unknown without the number of images: name the data with --data, or declare [Images(Count = ...)]";
    }

    private static string ScheduleLine(ExperimentDescription description)
    {
        if (description.Model.Schedule is not { } declared)
        {
            return "constant";
        }

        var (plateau, fall) = declared switch
        {
            CosineScheduleModel cosine => (Plateau(cosine), Cosine(cosine, description.Model.Optimizer)),
            StepScheduleModel steps => ("", Steps(steps)),
            _ => throw new InvalidOperationException($"There is no line for {declared.GetType().Name}."),
        };
        var warmup = Warmup(declared, description.Schedule);
        var before = $"{(warmup is null ? "" : $"warm-up over {warmup}, ")}{plateau}";
        return $"{before}{(before.Length > 0 ? "then " : "")}{fall}";
    }

    private static string? Warmup(ScheduleModel declared, DescribedSchedule? schedule) =>
        declared switch
        {
            { WarmupEpochs: 0 } and not CosineScheduleModel { WarmupFraction: not 0 } => null,
            _ when schedule is not null => Say.Plural(schedule.WarmupSteps, "step"),
            { WarmupEpochs: > 0 } => Say.Plural(declared.WarmupEpochs, "epoch"),
            CosineScheduleModel cosine => $"{Say.Number(100 * cosine.WarmupFraction)} % of the steps",
            _ => null,
        };

    private static string Plateau(CosineScheduleModel schedule) =>
        schedule.DecayEpochs is { } last
            ? $"constant until the last {(last == 1 ? "epoch" : Say.Plural(last, "epoch"))}, "
            : "";

    private static string Cosine(CosineScheduleModel schedule, OptimizerModel optimizer)
    {
        var decay = schedule.FinalWeightDecay is { } final
            ? $"; weight decay along a cosine from {Say.Number(optimizer.WeightDecay)} to {Say.Number(final)}"
            : "";
        return $"cosine to {Say.Number(schedule.FinalLearningRate)}{decay}";
    }

    private static string Steps(StepScheduleModel schedule)
    {
        var milestones = Text.And([.. schedule.Milestones.Select(epoch => Text.Of(epoch))]);
        return $"times {Say.Number(schedule.Factor)} after {milestones} {(schedule.Milestones.SequenceEqual([1]) ? "epoch" : "epochs")}";
    }

    private sealed class Rows
    {
        private readonly List<IReadOnlyList<string>> rows = [];

        internal IReadOnlyList<IReadOnlyList<string>> All => rows;

        internal void Add(params string[] cells) => rows.Add(cells);
    }
}
