using System.Diagnostics;
using System.Text.Json;
using ContrastiveDsl.Data;
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
        request.Json?.RequireFree();
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
            file.Write(JsonSerializer.Serialize(evaluated, Json) + "\n");
            terminal.Output.Tell($"The scores are in {file.Path}.");
        }

        return ExitCodes.Success;
    }

    private FoundRun Find(string folder, Overrides given)
    {
        var (name, own) = TrainedRuns.Read(folder);
        var checkpoint = TrainedRuns.LatestCheckpoint(folder, terminal.Error);
        var settings = given.ApplyTo(given.Data is { } data && !IsAt(own, data) ? Elsewhere(own) : own);
        DeviceName.Require(settings.Device);
        return new FoundRun(
            folder,
            names.Find(name),
            settings with
            {
                Data = Path.GetFullPath(DefaultData.Choose(settings.Data, defaultData)),
            },
            checkpoint,
            own,
            given is not { Data: null, Labels: null, TestShare: null, Limit: null }
        );
    }

    private static bool IsAt(RunSettings own, string data) =>
        own.Data is { } before && Path.GetFullPath(before) == Path.GetFullPath(data);

    /// <summary>How a run opened its images says nothing about images elsewhere.</summary>
    private static RunSettings Elsewhere(RunSettings own) => own with { Labels = null, TestShare = 0, Limit = null };

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
        var weights = Checkpoint.WeightsHash(run.Checkpoint);
        scores = [.. scores.Select(score => score with { Checkpoint = checkpoint, Weights = weights })];
        Note(run, images, scores);
        return new EvaluatedRun(
            run.Folder,
            names.Of(run.Definition),
            run.Settings.Seed,
            checkpoint,
            images.Path,
            request.Options.Seed,
            Math.Round(clock.Elapsed.TotalSeconds, 1),
            LargestClass(images.Test!),
            scores
        )
        {
            Classes = images.Summary.Classes,
            TrainedFor = (run.Own.Epochs, run.Own.Limit, run.Own.BatchSize, run.Own.Images?.Fingerprint),
            MeasuredOn = images.Summary.Identity,
        };
    }

    private static double LargestClass(ImageSet test)
    {
        var labels = HostTensor.Read<long>(test.Labels!).Where(label => label >= 0).ToArray();
        return Math.Round((double)labels.CountBy(label => label).Max(pair => pair.Value) / labels.Length, 4);
    }

    private void Require(FoundRun run, OpenedImages images)
    {
        ImageFit.Require(Overrides.Resolve(run.Definition.Model, run.Settings, images.Model), images.Path);
        if (images.LackedByScores is { } lacking)
        {
            throw new InputException(
                $"'{images.Path}' has no {lacking.Lacking}, without which an encoder cannot be evaluated: name images that have with {Verbs.DataOption}, labels with {Verbs.LabelsOption}, or set test images aside with {Verbs.TestShareOption}."
            );
        }

        if (run.Settings.TestShare > run.Own.TestShare && IsAt(run.Own, images.Path))
        {
            terminal.Error.WriteLine(
                $"warning: '{run.Folder}' was trained on {(run.Own.TestShare > 0 ? "some" : "all")} of these test images: they are set aside only now. For scores of images that it has not seen, train with {Verbs.TestShareOption} from the start."
            );
        }

        if (!run.AsksForOthers && run.Own.Images is { } before && before.Fingerprint != images.Summary.Fingerprint)
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

    /// <summary>Keeps scores on the run's own images and labels; others would stand for them.</summary>
    private void Note(FoundRun run, OpenedImages images, IReadOnlyList<EvaluationScore> scores)
    {
        var folder = run.Folder;
        if (!run.Owns(images))
        {
            terminal.Output.Tell(
                $"The scores are not kept in '{folder}', since they are of other images or labels than the run's."
            );
            return;
        }

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
    /// <param name="Folder">Its folder.</param>
    /// <param name="Definition">Its experiment.</param>
    /// <param name="Settings">What it is evaluated with.</param>
    /// <param name="Checkpoint">The folder of its latest checkpoint.</param>
    /// <param name="Own">What it was trained with.</param>
    /// <param name="AsksForOthers">Whether the images or their labels are named, or how many to use.</param>
    private sealed record FoundRun(
        string Folder,
        ExperimentDefinition Definition,
        RunSettings Settings,
        string Checkpoint,
        RunSettings Own,
        bool AsksForOthers
    )
    {
        /// <summary>
        /// Whether images and labels are those that the run was trained on and tested with, as far as it has noted
        /// which those were.
        /// </summary>
        internal bool Owns(OpenedImages images) =>
            Settings.Limit == Own.Limit
            && (Own.Images is { } before ? before.IsSameAs(images.Summary) : !AsksForOthers || IsAt(Own, images.Path));
    }
}
