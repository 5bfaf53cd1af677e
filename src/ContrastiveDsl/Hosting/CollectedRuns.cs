using System.Reflection;
using System.Runtime.InteropServices;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Images;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Collects what a report shows of runs. What is not there is said, and hinders nothing else.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="display">Where progress is shown.</param>
internal sealed class CollectedRuns(IReadOnlyList<ExperimentDefinition> experiments, IProgressDisplay display)
{
    private readonly ExperimentNames names = new(experiments);

    /// <summary>A run in its folder.</summary>
    /// <exception cref="InputException">The folder is no run.</exception>
    internal ReportedRun Of(string folder, ReportRequest request)
    {
        var (name, settings) = TrainedRuns.Read(folder);
        var run = Recorded(folder, name, settings);
        try
        {
            var definition = names.Find(name);
            run = Described(run, definition.Model, null);
            return WithImages(run, definition, request);
        }
        catch (Exception exception) when (IsForTheReader(exception))
        {
            return Noted(run, exception.Message);
        }
    }

    /// <summary>Whether it says of a run, its checkpoint, its images or this machine what is wrong with them.</summary>
    internal static bool IsForTheReader(Exception exception) =>
        exception
            is InputException
                or DeclarationChangedException
                or StateException
                or TorchLibraryException
                or LibvipsException
                or IOException
                or UnauthorizedAccessException;

    /// <summary>A run that this process has just trained.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="definition">The experiment.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="experiment">The trained experiment.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">How many images to ask the encoder about.</param>
    internal ReportedRun Of(
        string folder,
        ExperimentDefinition definition,
        RunSettings settings,
        IExperiment experiment,
        OpenedImages images,
        int count
    )
    {
        var run = Described(Recorded(folder, definition.Name, settings), definition.Model, images.Model);
        return Shown(run, definition, experiment, images, isTrained: true, count);
    }

    private static ReportedRun Recorded(string folder, string name, RunSettings settings)
    {
        var checkpoint = Checkpoint.Latest(folder);
        return new ReportedRun
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Experiment = name,
            Settings = settings,
            Records = RunRecords.Read(folder),
            Evaluated = [.. ScoresFile.OfRun(folder).Select(Score)],
            Checkpoint = checkpoint is null ? null : Path.GetFileName(checkpoint),
            Identity = [.. Data(settings), .. Trained(folder), .. Versions()],
        };
    }

    /// <summary>What <c>evaluate</c> measured, as the scores of the training are told.</summary>
    private static RecordedScore Score(EvaluationScore score) =>
        new(
            score.Checkpoint is { } checkpoint ? Checkpoint.StepOf(checkpoint) : 0,
            $"{score.Evaluation}, {EvaluationView.LabelsOf(score.Labels)}",
            score.Accuracy,
            string.Join("; ", EvaluationView.Of(score))
        );

    private static ReportedRun Described(ReportedRun run, ExperimentModel declared, ImagesModel? images)
    {
        var known = images ?? ImagesOf(run.Settings, declared);
        var model = Overrides.Resolve(declared, run.Settings, known);
        var description = ExperimentDescription.Of(model);
        return run with
        {
            Method = model.CitedMethod,
            Shapes = DescriptionRows.ShapeFlow(description),
            Facts = [.. DescriptionRows.Facts(description)],
            Identity = [("declaration", Fingerprint.Of(declared)), .. run.Identity],
        };
    }

    /// <summary>What the run says of its images, where they are not opened.</summary>
    private static ImagesModel? ImagesOf(RunSettings settings, ExperimentModel declared) =>
        settings.Images is { Train: > 0 } images
            ? new ImagesModel(
                Math.Min(settings.Limit ?? images.Train, images.Train),
                images.Classes?.Count ?? 0,
                declared.Encoder.Channels,
                0,
                0
            )
            : null;

    private ReportedRun WithImages(ReportedRun run, ExperimentDefinition definition, ReportRequest request)
    {
        if ((request.Data ?? run.Settings.Data) is not { } data)
        {
            return Noted(run, $"The run does not say where its images are: name them with {Verbs.DataOption} DIR.");
        }

        TorchLibrary.Require();
        var settings = run.Settings with
        {
            Data = Path.GetFullPath(data),
            Device = request.Computing.Device ?? run.Settings.Device,
            Threads = Threads.Use(request.Computing.Threads ?? 0),
        };
        DeviceName.Require(settings.Device);
        using var images = Opened(settings, definition.Model);
        using var experiment = definition.Create(settings);
        var checkpoint = Checkpoint.Latest(settings.Output!);
        if (checkpoint is not null)
        {
            Weights.Load(experiment.Network, checkpoint, "encoder");
        }

        var differing = run.Settings.Images is { } before && before.Fingerprint != images.Summary.Fingerprint;
        return Shown(
            differing ? Noted(run, "The images are not those that the run was trained on.") : run,
            definition,
            experiment,
            images,
            checkpoint is not null,
            request.Images
        );
    }

    private OpenedImages Opened(RunSettings settings, ExperimentModel model)
    {
        var found = FoundImages.Find(settings, model, display.WatchDecoding);
        ImageFit.Require(Overrides.Resolve(model, settings, found.TrainModel), settings.Data!);
        return OpenedImages.Open(found);
    }

    private ReportedRun Shown(
        ReportedRun run,
        ExperimentDefinition definition,
        IExperiment experiment,
        OpenedImages images,
        bool isTrained,
        int count
    )
    {
        RunImages? shown = null;
        display.WatchWork("report", report =>
            shown = RunImages.Of(
                experiment,
                isTrained,
                definition.Model,
                run.Settings.Seed,
                images.Train,
                images.Test,
                images.Summary.Classes,
                count,
                report
            )
        );
        return (isTrained ? run : Noted(run, "There is no checkpoint yet, so that no encoder could be asked.")) with
        {
            Images = shown,
        };
    }

    private static ReportedRun Noted(ReportedRun run, string note) => run with { Notes = [.. run.Notes, note] };

    private static IEnumerable<(string Name, string Value)> Data(RunSettings settings)
    {
        if (settings.Images is { } images)
        {
            yield return (
                "images",
                $"{images.Kind}, {Say.Count(images.Train)} to train on, {Say.Count(images.Test)} to test with"
            );
            yield return ("fingerprint of the images", images.Fingerprint);
        }
    }

    /// <summary>What the bits of the run depended on, and what changed since it began.</summary>
    private static IEnumerable<(string Name, string Value)> Trained(string folder)
    {
        var record = RunFolder.Open(folder);
        var with = record.Fingerprint;
        yield return (
            "trained with",
            $"ContrastiveDsl {with.Library}, TorchSharp {with.TorchSharp}, libtorch {with.Libtorch}, vectors {with.Processor}, convolutions {with.Convolutions}"
        );
        if (record.Changes.Count > 0)
        {
            yield return (
                "changed since",
                string.Join(
                    "; ",
                    record.Changes.Select(change =>
                        $"{change.What} from {change.Then} to {change.Now}{(change.Step is { } step ? $" at step {Say.Count(step)}" : "")}"
                    )
                )
            );
        }
    }

    private static IEnumerable<(string Name, string Value)> Versions()
    {
        yield return (
            "report by",
            $"ContrastiveDsl {Version(typeof(CollectedRuns))}, TorchSharp {Version(typeof(TorchSharp.torch))}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"
        );
    }

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version?.ToString()
        ?? "?";
}
