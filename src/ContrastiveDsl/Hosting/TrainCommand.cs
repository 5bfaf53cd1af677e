using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
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

    /// <summary>Whether convolutions that are not the library's may be wrong here; replaced by tests.</summary>
    internal bool HidesCacheSizes { get; init; } = Processor.HidesCacheSizes;

    internal int Run(TrainRequest request)
    {
        var (definition, settings) = request.Resume is null ? New(request) : Resumed(request);
        TorchLibrary.Require();
        DeviceName.Require(settings.Device);
        settings = settings with { Data = Path.GetFullPath(DefaultData.Choose(settings.Data, defaultData)) };
        using var held = request.Resume is { } resumed ? RunLock.Of(resumed) : new RunLock();
        HostMemory.KeepActivations();
        // Resolved, so that a resumed run computes with as many.
        settings = settings with { Threads = Threads.Use(settings.Threads) };

        var display = terminal.Display(request.Plain);
        var found = FoundImages.Find(settings, definition.Model, display.WatchDecoding);
        // Before hours of decoding; what warnings say is said of the images that prove to be good.
        Require(Overrides.Resolve(definition.Model, settings, found.TrainModel), settings.Data, TextWriter.Null);
        using var images = OpenedImages.Open(found);
        SkippedFiles.Show(images, terminal.Error);
        RequireSame(settings, images);
        settings = settings with { Images = images.Summary };
        var model = Overrides.Resolve(definition.Model, settings, images.Model);
        Require(model, settings.Data, terminal.Error);
        using var experiment = definition.Create(settings);
        var loaded = LoadFirstWeights(definition, experiment, settings, request.Resume);
        settings = loaded is null ? settings : settings with { From = Path.GetFullPath(loaded.Path) };
        RunHeader.Show(
            terminal.Output,
            ExperimentDescription.Of(model),
            settings,
            loaded?.ToString() ?? settings.From,
            images,
            Caution(experiment, settings)
        );
        terminal.Output.WriteLine();

        var position = Train(request, definition, settings, experiment, images, display, held);
        if (position.Epoch < settings.Epochs)
        {
            return Interrupted(settings, position, model.Images!.Count / settings.BatchSize);
        }

        Compare(definition, settings, experiment, images, display, position.Step);
        terminal.Output.WriteLine($"The run is in {settings.Output}");
        if (request.Reports && settings.Output is { } folder)
        {
            Report(folder, definition, settings, experiment, images, display);
        }

        return ExitCodes.Success;
    }

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
            terminal.Output.Profile.Out.Writer.WriteLine($"The report is {path}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibvipsException)
        {
            terminal.Error.WriteLine($"warning: There is no report: {exception.Message}");
        }
    }

    /// <summary>Once for each run: what has a checkpoint has its weights from there.</summary>
    private static LoadedWeights? LoadFirstWeights(
        ExperimentDefinition definition,
        IExperiment experiment,
        RunSettings settings,
        string? resumed
    )
    {
        if (settings.From is null || (resumed is not null && Checkpoint.Latest(resumed) is not null))
        {
            return null;
        }

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

    private string? Caution(IExperiment experiment, RunSettings settings) =>
        HidesCacheSizes && settings.TorchDevice.type == DeviceType.CPU ? ExposedConvolutions.Caution(experiment) : null;

    private (ExperimentDefinition Definition, RunSettings Settings) New(TrainRequest request)
    {
        var definition = names.Find(
            request.Name
                ?? throw new InputException(
                    "Name the experiment to train; the verb list shows them. To go on with a run: train --resume RUN."
                )
        );
        var name = names.Of(definition);
        var output = OutputFolder.Choose(request.Overrides.Output, name, DateTime.Now);
        return (definition, (request.Overrides with { Output = output }).ApplyTo(definition.Defaults));
    }

    private (ExperimentDefinition Definition, RunSettings Settings) Resumed(TrainRequest request)
    {
        var (name, settings) = ReadRun(request.Resume!);
        var definition = names.Find(name);
        if (request.Name is { } given && !ReferenceEquals(names.Find(given), definition))
        {
            throw new InputException($"'{request.Resume}' is a run of '{name}', not of '{given}'.");
        }

        var asked = request.Overrides;
        if (asked with { Data = null } != new Overrides())
        {
            throw new InputException(
                "A resumed run keeps its settings: with --resume only --data (should the images have moved) and --plain may be given."
            );
        }

        return (definition, settings with { Data = asked.Data ?? settings.Data });
    }

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
        throw new InputException(
            $"The images changed: the run began with other training images than '{images.Path}' holds ({counts}). Bring those back, or start a new run."
        );
    }

    private static (string Experiment, RunSettings Settings) ReadRun(string folder)
    {
        try
        {
            return RunFolder.Read(folder);
        }
        catch (Exception exception) when (exception is IOException or StateException or UnauthorizedAccessException)
        {
            throw new InputException($"--resume: {exception.Message}");
        }
    }

    private RunPosition Train(
        TrainRequest request,
        ExperimentDefinition definition,
        RunSettings settings,
        IExperiment experiment,
        OpenedImages images,
        IProgressDisplay display,
        RunLock held
    )
    {
        var position = default(RunPosition);
        display.Watch(progress =>
        {
            using var measured = new MeteredProgress();
            using var board = request.RecordsForTensorBoard
                ? new TensorBoardProgress(definition, experiment, images.Train)
                : null;
            var listeners = new ProgressListeners(board is null ? [progress, measured] : [progress, measured, board]);
            using var run = request.Resume is null
                ? TrainingRun.Start(names.Of(definition), settings, listeners)
                : TrainingRun.Resume(request.Resume, listeners);
            if (request.Resume is not null)
            {
                run.Restore(experiment);
            }
            else if (settings.Output is { } folder)
            {
                held.Take(folder);
            }

            using (Listen(request, () => Stop(run)))
            {
                TrainWithin(experiment, images.Train, run, definition.Model);
            }

            position = run.Position;
        });
        return position;
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

    private int Interrupted(RunSettings settings, RunPosition position, int stepsPerEpoch)
    {
        var checkpoint = settings.Output is null ? null : Checkpoint.Latest(settings.Output);
        terminal.Output.WriteLine(
            $"Stopped after step {Say.Count(position.Step)} of {Say.Count((long)stepsPerEpoch * settings.Epochs)}, in epoch {position.Epoch + 1} of {settings.Epochs}. Checkpoint: {checkpoint}"
        );
        terminal.Output.WriteLine($"Go on with: train --resume {settings.Output}");
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
            terminal.Output.WriteLine($"The encoder is not scored: the data has no {lacking}.");
            return;
        }

        terminal.Output.WriteLine();
        IReadOnlyList<EncoderScore> scores = [];
        display.WatchScoring(report =>
            scores = new EncoderComparison(definition, settings, images.Train, images.Test!, report).Measure(experiment)
        );
        if (settings.Output is { } folder)
        {
            ScoreLog.Append(folder, step, scores);
        }

        ScoreView.Show(terminal.Output, scores);
    }
}
