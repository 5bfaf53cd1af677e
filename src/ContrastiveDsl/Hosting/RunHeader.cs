using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>What is about to run, in a few lines.</summary>
internal static class RunHeader
{
    /// <param name="console">Where to write.</param>
    /// <param name="description">The experiment, known before it is built.</param>
    /// <param name="settings">The resolved settings.</param>
    /// <param name="weights">Where the encoder's first weights came from; null for random ones.</param>
    /// <param name="images">The data.</param>
    /// <param name="monitor">Who scores the encoder while it trains; null for nobody.</param>
    /// <param name="caution">
    /// What the user should know about this run on this machine, in one line; null for nothing.
    /// </param>
    /// <param name="resumed">The checkpoint that the run goes on from; null for a new one.</param>
    internal static void Show(
        IAnsiConsole console,
        ExperimentDescription description,
        RunSettings settings,
        string? weights,
        OpenedImages images,
        EncoderMonitor? monitor,
        string? caution,
        string? resumed
    )
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (name, value) in Rows(description, settings, weights, images, monitor, resumed))
        {
            if (value is not null)
            {
                grid.AddRow(new Text(name), new Text(Visible.Of(value)));
            }
        }

        console.Write(new Unpadded(grid));
        if (caution is not null)
        {
            console.Tell($"caution: {caution}");
        }
    }

    /// <summary>What the loss says where nothing is learned; null where no value of it says so.</summary>
    internal static string? Loss(ExperimentModel model) =>
        model.Method.ChanceLoss(model) is { } chance
            ? $"{Say.Fixed(chance, 4)} says that the encoder tells nothing apart; less is better"
        : !model.Loss.IsCustom && model.Method.Facts.CollapsedLoss is { } least
            ? $"{Say.Number(least)} is the least, and a collapsed encoder's too: watch the deviation"
        : null;

    /// <summary>The lines with their names; null for what there is nothing to say of.</summary>
    private static (string Name, string? Value)[] Rows(
        ExperimentDescription description,
        RunSettings settings,
        string? weights,
        OpenedImages images,
        EncoderMonitor? monitor,
        string? resumed
    )
    {
        var model = description.Model;
        return
        [
            ("experiment", $"{model.Type.Name}: {model.CitedMethod}"),
            ("data", Data(images)),
            ("labels", Labels(images)),
            ("scores", Scores(monitor, settings)),
            ("device", $"{settings.Device}, {Say.Plural(settings.Threads, "thread")}, seed {settings.Seed}"),
            ("precision", PrecisionText.InShort(model.Training.Precision)),
            ("processes", Processes(settings)),
            ("model", Parameters(description)),
            ("weights", weights is null ? null : $"of the encoder from {weights}"),
            ("steps", Steps(description, model)),
            ("loss", Loss(model)),
            ("goes on", resumed is null ? null : Resumed(resumed, description)),
            ("output", settings.Output ?? "none"),
        ];
    }

    private static string? Processes(RunSettings settings) =>
        World.Current is { Size: > 1 } world
            ? $"{world.Size}, each with {Say.Plural(settings.BatchSize / world.Size, "image")} of a batch, {world.Library}"
            : null;

    private static string Data(OpenedImages images)
    {
        var train = images.Train;
        var used =
            train.Count == images.Available ? $"{Say.Count(train.Count)} training images"
            : images.IsSpread
                ? $"{Say.Count(train.Count)} of {Say.Count(images.Available)} training images at even distances"
            : $"the first {Say.Count(train.Count)} of {Say.Count(images.Available)} training images";
        return $"{used}{Classes(train)}, {Tests(images.Test)}{Left(images.Summary)}, {Size(images)}, from {images.Path}";
    }

    private static string Left(DataSummary data) =>
        (data.Skipped > 0 ? $", {Say.Plural(data.Skipped, "file")} left out" : "")
        + (data.Outside > 0 ? $", {Say.Plural(data.Outside, "image")} outside train/ and test/ not used" : "");

    private static string Size(OpenedImages images)
    {
        var train = images.Train;
        var size = train.Height > 0 ? $"{train.Channels}×{train.Height}×{train.Width}" : $"{train.Channels}×H×W";
        return images.Summary switch
        {
            { ShorterSide: null } => size,
            { Store: null } decoded =>
                $"{size} with a shorter side of at most {decoded.ShorterSide}, decoded in every epoch",
            var stored => $"{size} with a shorter side of at most {stored.ShorterSide}, kept decoded in {stored.Store}",
        };
    }

    private static string Labels(OpenedImages images)
    {
        if (images.LackedByScores is { } lacking)
        {
            return $"{lacking.Header}: no comparison";
        }

        int[] present =
        [
            .. HostTensor
                .Read<long>(images.Train.Labels!)
                .Where(label => label >= 0)
                .Distinct()
                .Order()
                .Select(label => (int)label),
        ];
        var classes = present.Length == 1 ? "1 class" : $"{Say.Count(present.Length)} classes";
        return images.Summary.Classes is not { } names ? classes
            : present.Length == names.Count ? $"{classes}: {LabelNames.Of(present, names)}"
            : $"{Say.Count(present.Length)} of {Say.Count(names.Count)} classes, those of the training images: {LabelNames.Of(present, names)}";
    }

    private static string Scores(EncoderMonitor? monitor, RunSettings settings) =>
        monitor is null ? "none while it trains"
        : settings.ScoreShare >= 1 ? $"{monitor}, after every epoch"
        : $"{monitor}, in at most {Say.Number(100 * settings.ScoreShare)} % of the time";

    private static string Classes(ImageSet train) => train.Labels is null ? " without labels" : "";

    private static string Tests(ImageSet? test) =>
        test is null ? "no test images" : $"{Say.Count(test.Count)} test images";

    private static string Parameters(ExperimentDescription description) =>
        description.Facts.Parameters is { } count
            ? $"{Say.Count(count)} parameters"
            : "custom module, parameters known when built";

    private static string Steps(ExperimentDescription description, ExperimentModel model) =>
        description.Schedule is { } schedule
            ? $"{Say.Count(schedule.TotalSteps)}, that is {Say.Plural(model.Training.Epochs, "epoch")} of {Say.Count(schedule.StepsPerEpoch)} {(schedule.StepsPerEpoch == 1 ? "batch" : "batches")} of {Say.Count(model.Training.BatchSize)} images{Remainder(model)}"
            : "none";

    private static string Resumed(string checkpoint, ExperimentDescription description)
    {
        var (step, total) = (Checkpoint.StepOf(checkpoint), description.Schedule?.TotalSteps);
        return total is { } last && step >= last
            ? $"nowhere: all {Say.Count(last)} steps are done; {Verbs.EpochsOption} N trains longer where the schedule allows it, else {Verbs.FromOption}"
            : $"from step {Say.Count(step)}, {checkpoint}";
    }

    private static string Remainder(ExperimentModel model)
    {
        var rest = model.Images!.Count % model.Training.BatchSize;
        return rest == 0 ? "" : $"; each epoch leaves out {Say.Plural(rest, "image")}, other ones every time";
    }
}
