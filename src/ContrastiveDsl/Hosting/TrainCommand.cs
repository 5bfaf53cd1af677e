using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Records;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Spectre.Console;
using TorchSharp;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>train</c>: a new run, or one taken up again, and the comparison at its end.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
/// <param name="defaultData">The images where none are named, if any.</param>
internal sealed class TrainCommand(
    IReadOnlyList<ExperimentDefinition> experiments,
    Terminal terminal,
    DefaultData? defaultData = null
)
{
    /// <summary>Images that the page at the end asks about: a matter of seconds with small encoders.</summary>
    private const int ReportedImages = 500;

    private readonly ExperimentNames names = new(experiments);

    /// <summary>Listens for the user's wish to stop; replaced by tests, which cannot press Ctrl-C.</summary>
    internal Func<Action, IDisposable>? ListenForStop { get; init; }

    /// <summary>
    /// Whether convolutions that are not the library's may be wrong here; null asks the processor, which tests do not.
    /// </summary>
    internal bool? HidesCacheSizes { get; init; }

    internal int Run(TrainRequest request)
    {
        TorchLibrary.Require();
        using var saving = new SaveSignal();
        var world = World.Current;
        using var held = world.IsFirst && request.Resume is { } folder ? Locked(folder) : new RunLock();
        RunRecord? resumed = null;
        var start = SharedStart.Of(world, () =>
        {
            resumed = request.Resume is null ? null : Resumed(request);
            var named = resumed is null ? Named(request) : names.Find(resumed.Experiment);
            return new SharedStart(
                names.Of(named),
                resumed?.Settings ?? New(request, named),
                Resumes: resumed is not null,
                HasCheckpoint: request.Resume is { } run && Checkpoint.LatestToGoOn(run) is not null
            );
        });
        var definition = names.Find(start.Experiment);
        var settings = start.Settings;
        world.RequireShares(settings.BatchSize);
        DeviceName.Require(settings.ProcessDevice);
        DeviceName.RequirePrecision(definition.Model, settings);
        settings = settings with { Data = Path.GetFullPath(DefaultData.Choose(settings.Data, defaultData)) };
        HostMemory.KeepActivations();
        // Resolved, so that a resumed run computes with as many.
        settings = settings with { Threads = Threads.Use(settings.Threads, world.CoreSharers) };
        if (!start.Resumes)
        {
            // Before hours of decoding, and before there is a folder.
            StartCheck.Require(definition, settings);
        }

        if (definition.Model.Method.TeacherPath is { } teacher)
        {
            TrainedRuns.WarnOfBroken(teacher, terminal.Error);
        }

        var display = terminal.Display(request.Plain);
        var found = FoundImages.Find(settings, definition.Model, display.WatchDecoding);
        // Before hours of decoding; what warnings say is said of the images that prove to be good.
        Require(Overrides.Resolve(definition.Model, settings, found.BestModel), settings.Data, TextWriter.Null);
        using var images = OpenInTurn(found, world);
        SkippedFiles.Show(images, terminal.Error);
        RequireSame(settings, images);
        settings = settings with { Images = images.Summary };
        var model = Overrides.Resolve(definition.Model, settings, images.Model);
        Require(model, settings.Data, terminal.Error);
        LabelBalance.Require(model, images.Train, settings.Labels, images.Summary.Classes, terminal.Error);
        using var experiment = definition.Create(settings);
        var loaded = LoadFirstWeights(definition, experiment, settings, start.HasCheckpoint);
        settings = loaded is null ? settings : settings with { From = Path.GetFullPath(loaded.Path) };
        var monitor =
            settings.ScoreShare > 0 && world.IsFirst
                ? new EncoderMonitor(experiment, images.Train, settings, model.NeedsLabels)
                : null;
        RunHeader.Show(
            terminal.Output,
            ExperimentDescription.Of(model),
            settings,
            loaded?.ToString() ?? settings.From,
            images,
            monitor,
            Caution(model, experiment, settings),
            resumed is { GoesOnFrom: null } ? Checkpoint.Latest(settings.Output!) : null
        );
        if (resumed?.GoesOnFrom is { } from)
        {
            SayLonger(settings.Output!, from);
        }

        terminal.Output.WriteLine();

        RunRecord? goingOn = resumed is null ? null : resumed with { Settings = settings };
        var (position, collapse) = Train(
            request,
            goingOn,
            start.Resumes,
            definition,
            settings,
            experiment,
            images,
            monitor,
            display,
            held,
            saving
        );
        // What is left is for one process, which the others would wait for with all their might.
        world.Leave();
        if (!world.IsFirst)
        {
            // How it ended is said by the first one, which a launcher would end with one that did not end well.
            return ExitCodes.Success;
        }

        if (settings.StopOnCollapse && collapse is not null)
        {
            return Collapsed(settings, collapse);
        }

        if (position.Epoch < settings.Epochs)
        {
            return Interrupted(request, settings, position, model.Images!.Count / settings.BatchSize);
        }

        if (monitor is { HasScored: false })
        {
            terminal.Output.Tell(
                $"No score while it trained: one takes more than {Say.Number(100 * settings.ScoreShare)} % of so short a run. {Verbs.ScoreShareOption} 1 takes one after every epoch."
            );
        }

        Threads.WithAllOf(world, () => Compare(definition, settings, experiment, images, display, position.Step));
        terminal.Output.Tell($"The run is in {settings.Output}");
        if (settings.Output is { } output)
        {
            if (request.Reports)
            {
                Report(output, definition, settings, experiment, images, display);
            }

            SayNext(output, definition.Model);
        }

        return ExitCodes.Success;
    }

    /// <summary>One process of a machine opens the images first: the others find them decoded.</summary>
    private static OpenedImages OpenInTurn(FoundImages found, World world)
    {
        if (world.LocalRank != 0)
        {
            world.Rest();
            return OpenedImages.Open(found);
        }

        var images = OpenedImages.Open(found);
        world.Rest();
        return images;
    }

    /// <summary>Says from where a run goes on that was at its end, or near it, and what becomes of that.</summary>
    private void SayLonger(string folder, string from) =>
        terminal.Output.Tell(
            $"Goes on from step {Say.Count(Checkpoint.StepOf(from))}, before the rate began to fall; what the shorter run came to stays in {Checkpoint.NameOfShorterRun(Checkpoint.Latest(folder)!)}"
        );

    /// <summary>Says what a trained encoder is for, in words that can be typed.</summary>
    private void SayNext(string folder, ExperimentModel model)
    {
        var run = ShellWord.Of(folder);
        var (neighbors, export) = ($"{Verbs.NeighborsVerb} {run} IMAGE", $"export {run} --out {ExportOf(model)}");
        terminal.Output.Tell("Next:");
        terminal.Output.TellWhole($"  {neighbors.PadRight(export.Length)}  # images like one of yours");
        terminal.Output.TellWhole($"  {export}  # for other programs");
    }

    /// <summary>The file to export to: what own code computes nobody can write as ONNX.</summary>
    internal static string ExportOf(ExperimentModel model) =>
        model.Encoder.IsCustom ? "encoder.safetensors" : "encoder.onnx";

    /// <summary>Writes the page about the run; that it cannot be written takes nothing from the run.</summary>
    private void Report(
        string folder,
        ExperimentDefinition definition,
        RunSettings settings,
        IExperiment experiment,
        OpenedImages images,
        IProgressDisplay display
    )
    {
        var path = Path.Combine(folder, ReportCommand.FileName);
        try
        {
            var run = new CollectedRuns(experiments, display).Of(
                folder,
                definition,
                settings,
                experiment,
                images,
                ReportedImages
            );
            AtomicFile.Write(path, ReportPage.Of([run]));
            terminal.Output.Tell($"The report is {path}");
        }
        catch (Exception exception)
            when (CollectedRuns.IsForTheReader(exception) || MemoryShortageException.IsMeantBy(exception))
        {
            terminal.Error.WriteLine($"warning: There is no report: {exception.Message}");
        }
    }

    /// <summary>Once for each run: what has a checkpoint has its weights from there.</summary>
    private LoadedWeights? LoadFirstWeights(
        ExperimentDefinition definition,
        IExperiment experiment,
        RunSettings settings,
        bool hasCheckpoint
    )
    {
        if (settings.From is null || hasCheckpoint)
        {
            return null;
        }

        TrainedRuns.WarnOfBroken(settings.From, terminal.Error);
        try
        {
            return FirstWeights.Load(definition, experiment, settings.From);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Verbs.FromOption}: {exception.Message}");
        }
    }

    private static void Require(ExperimentModel model, string data, TextWriter warnings)
    {
        ImageFit.Require(model, data);
        RuleCheck.Require(model, warnings);
    }

    private string? Caution(ExperimentModel model, IExperiment experiment, RunSettings settings) =>
        (
            (HidesCacheSizes ?? (Processor.HidesCacheSizes && !CacheSizes.AreTold))
            && settings.TorchDevice.type == DeviceType.CPU
                ? ExposedConvolutions.Caution(experiment)
                : null
        ) ?? PrecisionSupport.Caution(model, settings);

    private ExperimentDefinition Named(TrainRequest request)
    {
        if (request.AllowChanged.Count > 0)
        {
            throw new InputException(
                $"{Verbs.AllowChangedOption} is for a run that goes on: give it with {Verbs.ResumeOption} RUN."
            );
        }

        return names.Find(
            request.Name
                ?? throw new InputException(
                    "Name the experiment to train; the verb list shows them. To go on with a run: train --resume RUN."
                )
        );
    }

    private RunSettings New(TrainRequest request, ExperimentDefinition definition)
    {
        var output = OutputFolder.Choose(request.Overrides.Output, names.Of(definition), DateTime.Now);
        return (request.Overrides with { Output = output }).ApplyTo(definition.Defaults);
    }

    private RunRecord Resumed(TrainRequest request)
    {
        var begun = Refusing(() => RunFolder.Open(request.Resume!));
        var definition = names.Find(begun.Experiment);
        if (request.Name is { } given && !ReferenceEquals(names.Find(given), definition))
        {
            throw new InputException($"'{request.Resume}' is a run of '{begun.Experiment}', not of '{given}'.");
        }

        return Refusing(() =>
            new ResumedRun(begun, request.Overrides, definition.Model).GoingOn(request.AllowChanged, terminal.Error)
        );
    }

    /// <summary>Holds a run's folder before anything in it is read.</summary>
    private static RunLock Locked(string folder) =>
        Refusing(() =>
        {
            _ = RunFolder.Open(folder);
            return RunLock.Of(folder);
        });

    /// <summary>A run goes on with the images it began with, or not at all.</summary>
    private static void RequireSame(RunSettings settings, OpenedImages images)
    {
        if (settings.Images is not { } before || before.Fingerprint == images.Summary.Fingerprint)
        {
            return;
        }

        var counts =
            before.Train == images.Summary.Train
                ? $"{Say.Count(before.Train)} as before, but not the same pixels or labels"
                : $"{Say.Count(before.Train)} then, {Say.Count(images.Summary.Train)} now";
        var weights = Checkpoint.Latest(settings.Output!) is null
            ? "."
            : $"; {Verbs.FromOption} {ShellWord.Of(settings.Output!)} gives it the weights of this one's encoder.";
        throw new InputException(
            $"The images changed: the run began with other training images than '{images.Path}' holds ({counts}). Bring those back, or start a new run{weights}"
        );
    }

    private static T Refusing<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Verbs.ResumeOption}: {exception.Message}");
        }
    }

    private (RunPosition Position, string? Collapse) Train(
        TrainRequest request,
        RunRecord? resumed,
        bool resumes,
        ExperimentDefinition definition,
        RunSettings settings,
        IExperiment experiment,
        OpenedImages images,
        EncoderMonitor? monitor,
        IProgressDisplay display,
        RunLock held,
        SaveSignal saving
    )
    {
        var position = default(RunPosition);
        string? collapse = null;
        display.Watch(progress =>
        {
            using var measured = new MeteredProgress();
            using var board =
                request.RecordsForTensorBoard && World.Current.IsFirst
                    ? new TensorBoardProgress(definition, experiment, images.Train)
                    : null;
            var listeners = new ProgressListeners(board is null ? [progress, measured] : [progress, measured, board]);
            if (resumed is null && settings.Output is { } folder)
            {
                // Before it is looked whether it is empty: of two that begin at once, one is refused.
                held.Take(folder);
            }

            using var run = resumed is null
                ? TrainingRun.Start(names.Of(definition), settings, listeners, definition.Model)
                : GoOn(resumed, experiment, listeners);
            if (resumes && resumed is null)
            {
                // The first process has the folder; the others get from it what it restores.
                run.Restore(experiment);
            }

            saving.Save = run.RequestCheckpoint;
            run.Scorer = monitor;
            using (Listen(request, () => Stop(run)))
            {
                TrainWithin(experiment, images.Train, run, definition.Model);
            }

            saving.Save = null;
            if (board?.Problem is { } problem)
            {
                progress.Warned($"The files for TensorBoard end early: {problem}");
            }

            position = run.Position;
            collapse = run.Collapse;
        });
        return (position, collapse);
    }

    private static TrainingRun GoOn(RunRecord resumed, IExperiment experiment, ITrainingProgress progress)
    {
        var run = TrainingRun.Resume(resumed, progress);
        try
        {
            run.Restore(experiment);
            var changes = resumed.Changes.Select(change => change with { Step = change.Step ?? run.Step });
            RunFolder.Write(resumed.Settings.Output!, resumed with { Changes = [.. changes] });
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Trains; says what a step consists of where the memory does not suffice for one.</summary>
    private static void TrainWithin(IExperiment experiment, ImageSet images, TrainingRun run, ExperimentModel model)
    {
        try
        {
            experiment.Train(images, run);
        }
        catch (Exception exception) when (MemoryShortageException.IsMeantBy(exception))
        {
            var (channels, side) = (model.Encoder.Channels, model.Encoder.ImageSize);
            throw MemoryShortageException.Of(exception, run.Settings, $"{channels}×{side}×{side}");
        }
    }

    private IDisposable Listen(TrainRequest request, Action stop) =>
        ListenForStop?.Invoke(stop) ?? (request.StopsWithInput ? new InputEnd(stop) : new StopSignal(stop));

    private void Stop(TrainingRun run)
    {
        run.RequestStop();
        terminal.Output.WriteLine("Stopping after this step; once more to stop at once.");
    }

    private int Collapsed(RunSettings settings, string collapse)
    {
        terminal.Error.WriteLine("error: " + collapse);
        terminal.Output.Tell($"The run stopped ({Verbs.StopOnCollapseOption}). It is in {settings.Output}");
        return ExitCodes.Failure;
    }

    private int Interrupted(TrainRequest request, RunSettings settings, RunPosition position, int stepsPerEpoch)
    {
        var checkpoint = settings.Output is null ? null : Checkpoint.Latest(settings.Output);
        terminal.Output.Tell(
            $"Stopped after step {Say.Count(position.Step)} of {Say.Count((long)stepsPerEpoch * settings.Epochs)}, in epoch {position.Epoch + 1} of {settings.Epochs}. {(checkpoint is null ? "There is no checkpoint yet" : $"Checkpoint: {checkpoint}")}"
        );
        terminal.Output.TellWhole(
            $"Go on with: {Verbs.TrainVerb} {Verbs.ResumeOption} {ShellWord.Of(settings.Output!)}{(request.Reports ? "" : " " + Verbs.NoReportOption)}{(request.RecordsForTensorBoard ? " " + Verbs.TensorBoardOption : "")}"
        );
        return ExitCodes.Interrupted;
    }

    private void Compare(
        ExperimentDefinition definition,
        RunSettings settings,
        IExperiment experiment,
        OpenedImages images,
        IProgressDisplay display,
        long step
    )
    {
        if (images.LackedByScores is { } lacking)
        {
            terminal.Output.Tell($"Not compared with an untrained encoder: the data has no {lacking.Lacking}.");
            terminal.Output.Tell(
                $"{(lacking.Options is { } options ? $"For a score, in a new training: {options}; to" : "To")} look: {Verbs.NeighborsVerb}."
            );
            return;
        }

        terminal.Output.WriteLine();
        IReadOnlyList<EncoderScore> scores = [];
        display.WatchScoring(report =>
            scores = new EncoderComparison(definition, settings, images.Train, images.Test!, report).Measure(experiment)
        );
        // First: the disk may refuse, and they took their time.
        ScoreView.Show(terminal.Output, scores);
        if (settings.Output is { } folder)
        {
            ScoreLog.Append(folder, step, scores);
        }
    }
}
