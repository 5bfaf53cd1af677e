using System.Diagnostics;
using System.Text.Json;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>evaluate</c>: scores of the encoders of runs, each with its protocol.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
/// <param name="defaultData">The images where neither the call nor the run names any.</param>
internal sealed class EvaluateCommand(
    IReadOnlyList<ExperimentDefinition> experiments,
    Terminal terminal,
    DefaultData? defaultData
)
{
    private const string EncoderKey = "encoder";
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly ExperimentNames names = new(experiments);

    internal int Run(EvaluateRequest request)
    {
        // A mistake must not show after the first run has taken its minutes.
        if (Directory.Exists(request.Json))
        {
            throw new InputException($"--json is '{request.Json}', which is a folder; name a file.");
        }

        var runs = request.Runs.Select(folder => Find(folder, request.Overrides)).ToArray();
        TorchLibrary.Require();
        HostMemory.KeepActivations();
        var evaluated = new List<EvaluatedRun>();
        foreach (var run in runs)
        {
            evaluated.Add(Evaluate(run, request));
            EvaluationView.Show(terminal, evaluated[^1]);
        }

        EvaluationView.ShowMeans(terminal, evaluated);
        if (request.Json is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            AtomicFile.Write(file, JsonSerializer.Serialize(evaluated, Json) + "\n");
            terminal.Output.Profile.Out.Writer.WriteLine($"The scores are in {file}.");
        }

        return ExitCodes.Success;
    }

    private FoundRun Find(string folder, Overrides given)
    {
        var (name, settings) = TrainedRuns.Read(folder);
        var checkpoint = Checkpoint.Latest(folder)
            ?? throw new InputException(
                $"The run in '{folder}' has no checkpoint yet; train it first, with train --resume {folder}."
            );
        settings = given.ApplyTo(settings);
        DeviceName.Require(settings.Device);
        return new FoundRun(
            folder,
            names.Find(name),
            settings with
            {
                Data = Path.GetFullPath(DefaultData.Choose(settings.Data, defaultData)),
            },
            checkpoint,
            // Other images than the run's own are asked for by name.
            given.Data
                is null
            && given.Limit is null
                ? settings.Images?.Fingerprint
                : null
        );
    }

    private EvaluatedRun Evaluate(FoundRun run, EvaluateRequest request)
    {
        var clock = Stopwatch.StartNew();
        Threads.Use(run.Settings.Threads);
        var display = terminal.Display(request.Plain);
        using var images = OpenedImages.Open(
            FoundImages.Find(run.Settings, run.Definition.Model, display.WatchDecoding)
        );
        Require(run, images);
        using var experiment = Load(run);
        IReadOnlyList<EvaluationScore> scores = [];
        display.WatchScoring(report =>
            scores = new EncoderEvaluation(images.Train, images.Test!, request.Options, report).Measure(
                experiment.Embed,
                () => Copy(run)
            )
        );
        var checkpoint = Path.GetFileName(run.Checkpoint);
        scores = [.. scores.Select(score => score with { Checkpoint = checkpoint })];
        Note(run.Folder, scores);
        return new EvaluatedRun(
            run.Folder,
            names.Of(run.Definition),
            run.Settings.Seed,
            checkpoint,
            images.Path,
            request.Options.Seed,
            Math.Round(clock.Elapsed.TotalSeconds, 1),
            scores
        );
    }

    private void Require(FoundRun run, OpenedImages images)
    {
        ImageFit.Require(Overrides.Resolve(run.Definition.Model, run.Settings, images.Model), images.Path);
        if (images.LackedByScores is { } lacking)
        {
            throw new InputException(
                $"'{images.Path}' has no {lacking}, without which an encoder cannot be evaluated: name images that have with {Verbs.DataOption}, labels with {Verbs.LabelsOption}, or set test images aside with {Verbs.TestShareOption}."
            );
        }

        if (run.Fingerprint is { } before && before != images.Summary.Fingerprint)
        {
            terminal.Error.WriteLine(
                $"warning: '{images.Path}' does not hold the training images that '{run.Folder}' was trained on."
            );
        }
    }

    private static IExperiment Load(FoundRun run)
    {
        var experiment = run.Definition.Create(run.Settings);
        try
        {
            Weights.Load(experiment.Network, run.Checkpoint, EncoderKey);
            return experiment;
        }
        catch
        {
            experiment.Dispose();
            throw;
        }
    }

    private static FineTuned Copy(FoundRun run)
    {
        var experiment = Load(run);
        return new FineTuned(experiment, experiment.Network, FineTuned.ViewsOf(run.Definition.Model));
    }

    private void Note(string folder, IReadOnlyList<EvaluationScore> scores)
    {
        try
        {
            ScoresFile.Add(folder, scores);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(
                $"warning: the scores could not be kept in '{folder}' ({exception.Message.TrimEnd('.')})."
            );
        }
    }

    /// <summary>A run that is to be evaluated.</summary>
    private sealed record FoundRun(
        string Folder,
        ExperimentDefinition Definition,
        RunSettings Settings,
        string Checkpoint,
        string? Fingerprint
    );
}
