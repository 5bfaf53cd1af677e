using ContrastiveDsl.Distribution;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Native;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// One run of an experiment: where it stands, what it leaves in its folder, and when it stops. The training loop
/// belongs to the experiment, which reports its steps here.
/// </summary>
/// <remarks>
/// From its begin until it is disposed of, Torch's switches for TensorFloat-32 stand as declared, in the whole process:
/// runs on GPUs that overlap must name the same <see cref="Precision"/>.
/// Nothing here waits for the device within an epoch, unless a progress display reads a loss. A resumed run takes the
/// same steps, to the bit on a CPU with the same number of threads, as one that was never interrupted.
/// </remarks>
public sealed class TrainingRun : IDisposable
{
    private readonly ITrainingProgress? progress;
    private readonly RunSaves? saves;
    private readonly Device device;
    private readonly StepClock clock = new();
    private readonly RunWishes wishes;
    private readonly RunState state;
    private StepJournal? journal;
    private string? goesOnFrom;
    private bool isNew;
    private TensorFloat32? rounding;

    private TrainingRun(string experiment, RunSettings settings, long id, ITrainingProgress? progress)
    {
        Experiment = experiment;
        Settings = settings;
        this.progress = World.IsFirst ? progress : null;
        device = settings.TorchDevice;
        wishes = new RunWishes(World);
        state = new RunState(World, device);

        // Before the operations of modules that are not the library's.
        TorchContext.Prepare();
        saves = settings.Output is null || !World.IsFirst ? null : new RunSaves(settings, id, progress);
    }

    /// <summary>The experiment's name.</summary>
    public string Experiment { get; }

    /// <summary>The resolved settings.</summary>
    public RunSettings Settings { get; }

    /// <summary>
    /// The processes that take the steps together. The first of them alone has the run's folder and shows progress.
    /// </summary>
    public World World { get; } = World.Current;

    /// <summary>How far the run has come.</summary>
    public RunPosition Position => state.Position;

    /// <summary>The epoch under way, from 0.</summary>
    public int Epoch => Position.Epoch;

    /// <summary>Steps completed in the epoch under way.</summary>
    public int StepInEpoch => Position.StepInEpoch;

    /// <summary>Steps completed in all, so also the number, from 0, of the step under way.</summary>
    public long Step => Position.Step;

    /// <summary>Steps of an epoch, once the run has begun.</summary>
    public int StepsPerEpoch => state.StepsPerEpoch;

    /// <summary>Who scores the encoder between epochs, or nobody.</summary>
    public IEpochScorer? Scorer { get; set; }

    /// <summary>
    /// Whether the loop shall return, once it has saved a checkpoint. From the first step on the answer changes with a
    /// step only, so that no loop returns without the checkpoint that <see cref="CheckpointDue"/> asks for. An epoch
    /// whose steps are all done is completed first: ask again then, before the next epoch.
    /// </summary>
    public bool StopRequested => HasBegun ? wishes.Stops && IsWithinEpoch : World.Any(wishes.AsksToStop);

    /// <summary>
    /// Whether the loop shall save a checkpoint after the step under way: before it stops, when one was asked for, and
    /// after so many steps or minutes as the settings say. Never while another one is being written, and not at the end
    /// of an epoch, which saves one itself.
    /// </summary>
    public bool CheckpointDue => IsWithinEpoch && (wishes.Stops || saves?.IsDue(Step) == true);

    // A checkpoint between an epoch's last step and its end would stand for the step, without the epoch's scores.
    private bool IsWithinEpoch => StepInEpoch < StepsPerEpoch;

    private bool HasBegun => journal is not null;

    private MetricsLog? Metrics => saves?.Metrics;

    /// <summary>Starts a run from the beginning. With an output folder, makes it and writes the settings.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="settings">The resolved settings.</param>
    /// <param name="progress">Who shows how it goes on, or nobody.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="IOException">The folder exists and is not empty.</exception>
    public static TrainingRun Start(string experiment, RunSettings settings, ITrainingProgress? progress = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(experiment);
        ArgumentNullException.ThrowIfNull(settings);
        return Start(experiment, settings, progress, model: null);
    }

    /// <summary>As for a program; the folder also keeps what was declared.</summary>
    internal static TrainingRun Start(
        string experiment,
        RunSettings settings,
        ITrainingProgress? progress,
        ExperimentModel? model
    )
    {
        settings.Validate();
        var id =
            settings.Output is null || !World.Current.IsFirst
                ? 0
                : RunFolder.Create(settings.Output, experiment, settings, model);
        return new TrainingRun(experiment, settings, id, progress) { isNew = true };
    }

    /// <summary>
    /// Takes up a run in its folder, with the settings it was started with. Call <see cref="Restore"/> once the
    /// experiment is built.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="progress">Who shows how it goes on, or nobody.</param>
    /// <exception cref="IOException">The folder is not a run's.</exception>
    public static TrainingRun Resume(string folder, ITrainingProgress? progress = null) =>
        Resume(RunFolder.Open(folder), progress);

    /// <summary>Takes up a run whose folder was read, maybe with settings that were changed since.</summary>
    internal static TrainingRun Resume(RunRecord record, ITrainingProgress? progress)
    {
        record.Settings.Validate();
        return new TrainingRun(record.Experiment, record.Settings, record.Id, progress)
        {
            goesOnFrom = record.GoesOnFrom,
        };
    }

    /// <summary>
    /// Brings an experiment, this run's position and Torch's generator to the latest checkpoint. Without a checkpoint
    /// the run starts from the beginning.
    /// </summary>
    /// <param name="experiment">The experiment, newly built with <see cref="Settings"/>.</param>
    /// <returns>
    /// The checkpoint's folder, or null when there is none. Of several processes all but the first get that of a copy,
    /// which is gone by then.
    /// </returns>
    /// <exception cref="StateException">
    /// The checkpoint is damaged, or lacks a file, or belongs to another experiment.
    /// </exception>
    public string? Restore(IStateful experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        using var latest = new SharedCheckpoint(
            World,
            saves is null ? null : goesOnFrom ?? Checkpoint.LatestToGoOn(Settings.Output!)
        );
        if (latest.Folder is { } checkpoint)
        {
            using var reader = Checkpoint.OpenLatest(latest.RunFolder!, checkpoint);
            // First of all whose it is: what another run saved may not even have the same shapes.
            saves?.Load(reader.Scope(RunState.Name));
            experiment.Load(reader);
            state.Load(reader.Scope(RunState.Name), Warn);
            if (saves is not null)
            {
                reader.RequireAllRead();
            }
        }
        else
        {
            saves?.SayWhatIsLost();
        }

        saves?.TakeBack();
        return latest.Folder;
    }

    /// <summary>Tells the progress of work before the first step, such as filling a memory bank.</summary>
    /// <param name="what">What is being done, in a few words.</param>
    /// <param name="done">How much of it is done.</param>
    /// <param name="total">How much there is, at least 1.</param>
    public void ReportPreparation(string what, long done, long total)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        progress?.Preparing(what, Math.Clamp((double)done / total, 0, 1));
    }

    /// <summary>Leaves nothing of a run that cannot begin.</summary>
    internal void Withdraw()
    {
        if (Step == 0 && isNew && World.IsFirst && Settings.Output is { } folder)
        {
            RunFolder.Withdraw(folder);
        }
    }

    /// <summary>Prepares for the steps to come. The loop calls it once, before its first step.</summary>
    /// <param name="definition">What is trained, whose method says what its figures should be.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <exception cref="InvalidOperationException">As without a definition.</exception>
    /// <exception cref="DistributionException">
    /// Processes are about to train something else each, or would mix views that one process normalizes apart.
    /// </exception>
    /// <exception cref="CustomCodeException">
    /// A custom part does not do what its declaration says. Of a run that begins, nothing is left.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The device does not compute in the declared <see cref="Precision"/>. Of a run that begins, nothing is left.
    /// </exception>
    public void Begin(ExperimentDefinition definition, int stepsPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(definition);
        RunRequirements.RequireSameEverywhere(World, Experiment, definition, Settings, stepsPerEpoch);
        RunRequirements.RequireWholeParts(World.Size, definition.Model);
        var begins = Step == 0;
        rounding?.Dispose();
        rounding = TensorFloat32.Use(definition.Model.Training.Precision);
        RunRequirements.RequireComputable(definition, Settings, begins, withdraws: begins && isNew && World.IsFirst);
        if (saves is not null)
        {
            saves.BeforeDecay = LongerRun.StartOfDecay(definition.Model, Settings.Epochs) * (long)stepsPerEpoch;
        }

        Begin(stepsPerEpoch, CollapseGuard.Of(definition.Model, Settings, stepsPerEpoch));
    }

    /// <summary>Prepares for the steps to come of a loop that belongs to no declaration.</summary>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// A resumed run had another number of steps per epoch, or there are more than <see cref="RunSettings.Limit"/>
    /// images give.
    /// </exception>
    public void Begin(int stepsPerEpoch) => Begin(stepsPerEpoch, guard: null);

    /// <summary>Whether <see cref="Watch(Tensor, Tensor)"/> measures embeddings in this step.</summary>
    internal bool WatchIsDue => Begun().IsDue(StepInEpoch);

    /// <summary>
    /// Shows the run what the loss compares, by which a collapse is noticed. Most calls do nothing; in every so many
    /// steps the embeddings are measured on the device, and nothing waits. Of several calls in a step the first counts.
    /// </summary>
    /// <param name="embeddings">[B, D] or [B, …, D], at least two, of any length.</param>
    /// <param name="positives">What each of them shall be like, of the same shape, if there is something.</param>
    public void Watch(Tensor embeddings, Tensor? positives = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        Begun().Watch(StepInEpoch, () => EmbeddingStatistics.Measure(embeddings, positives), queueAge: null);
    }

    /// <summary>The same where the negatives are a queue of keys, whose age is watched too.</summary>
    /// <param name="embeddings">Queries, [B, D].</param>
    /// <param name="positives">Their keys, in their order.</param>
    /// <param name="queue">The queue as the loss sees it, before it takes keys of this step.</param>
    public void Watch(Tensor embeddings, Tensor positives, NegativeQueue queue)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(queue);
        Begun().Watch(StepInEpoch, () => EmbeddingStatistics.Measure(embeddings, positives, queue.Keys), queue.Age);
    }

    /// <summary>The same where positives and negatives are entries of a memory bank.</summary>
    /// <param name="embeddings">[B, D].</param>
    /// <param name="scores">How alike they and the entries are.</param>
    public void Watch(Tensor embeddings, MemoryScores scores)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(scores);
        Begun().Watch(StepInEpoch, () => EmbeddingStatistics.Measure(embeddings, scores), queueAge: null);
    }

    /// <summary>
    /// Records a step. Its loss and the norm of its gradients are copied on the device and read later.
    /// </summary>
    /// <param name="loss">The step's loss, one element.</param>
    /// <param name="learningRate">The rate the step was taken with.</param>
    /// <param name="trained">The parameters whose gradients the step followed; none to leave their norm out.</param>
    /// <exception cref="TrainingDivergedException">
    /// The loss or the gradients of one of the last 20 steps are not finite numbers. Nothing is saved then.
    /// </exception>
    public void CompleteStep(Tensor loss, double learningRate, params ParameterSet[] trained)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var (steps, index) = (Begun(), StepInEpoch);
        if (index >= StepsPerEpoch)
        {
            throw new InvalidOperationException(
                $"The epoch has {StepsPerEpoch} steps, and all are done: the loop must complete the epoch."
            );
        }

        state.Position = new RunPosition(Epoch, index + 1, Step + 1);
        clock.StepDone();
        World.Note(Step);
        StepChance.Seed(Settings.Seed, Step, World, device);
        if (steps.Record(Position, loss, learningRate, trained))
        {
            WriteSteps();
        }

        Collect(wait: false);
        progress?.StepCompleted(
            new StepReport(
                Position,
                StepsPerEpoch,
                Settings.Epochs,
                learningRate,
                clock.ImagesPerSecond(Settings.BatchSize),
                () => state.Losses!.Read(index)
            )
            {
                Figures = steps.Latest,
            }
        );
        if (Settings.StopOnCollapse && Collapse is not null)
        {
            wishes.AskToStop();
        }

        if (wishes.Agree())
        {
            saves?.Request();
        }
    }

    /// <summary>
    /// Ends an epoch: writes its metrics and saves a checkpoint. After the last epoch, and before a stop, it returns
    /// when that is durable.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <exception cref="IOException">The disk refuses the end of the run, or the checkpoint before a stop.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss of this epoch, or a value to be saved, is not a finite number. Nothing is saved then.
    /// </exception>
    public void CompleteEpoch(IStateful experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var steps = Begun();
        if (StepInEpoch != StepsPerEpoch)
        {
            throw new InvalidOperationException($"The epoch has {StepsPerEpoch} steps, but {StepInEpoch} are done.");
        }

        // What the checkpoint before found wrong is told before its consequences.
        Collect(wait: true);
        WriteSteps();
        var (mean, lastRate) = steps.CompleteEpoch(isFirst: Epoch == 0);
        clock.Stop();
        var (speed, seconds) = (clock.ImagesPerSecond(Settings.BatchSize), clock.Seconds);
        state.Position = new RunPosition(Epoch + 1, 0, Step);
        var report = new EpochReport(Epoch, Step, mean, lastRate, speed, seconds);
        if (Scorer is { } scorer)
        {
            Threads.WithAllOf(World, () => report = report with { Scores = scorer.Score(report) });
        }

        Metrics?.AppendEpoch(report);
        Metrics?.AppendScores(report);
        progress?.EpochCompleted(report);
        saves?.Rate(new BestCheckpoint(Step, BestCheckpoint.Loss, mean));
        if (report.Score is { } score)
        {
            RateCheckpoint(score.Evaluation, score.Accuracy);
        }

        Save(experiment, mustLast: Epoch >= Settings.Epochs || wishes.Stops);
        // The others have nothing to do while the first one scores.
        World.Rest();
        clock.Restart();
    }

    /// <summary>
    /// Saves a checkpoint of the run as it stands; without an output folder, nothing. Holds the training up for no
    /// longer than a copy of the state takes, and until the checkpoint before is written; a thread of its own does the
    /// rest. Before a stop it returns when the checkpoint is durable.
    /// </summary>
    /// <remarks>
    /// When the disk refuses, the checkpoints before stay, the progress is told, and the next one that is due tries
    /// again.
    /// </remarks>
    /// <param name="experiment">The experiment.</param>
    /// <exception cref="TrainingDivergedException">
    /// A loss, or a value to be saved, is not a finite number: of this checkpoint, or of the one before. Nothing is
    /// saved then.
    /// </exception>
    /// <exception cref="IOException">The disk refuses the checkpoint before a stop.</exception>
    public void SaveCheckpoint(IStateful experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        Save(experiment, mustLast: wishes.Stops || wishes.AsksToStop);
    }

    /// <summary>
    /// Asks the loop to save a checkpoint and return after the step under way. May be called from any thread, a
    /// signal's handler included.
    /// </summary>
    public void RequestStop() => wishes.AskToStop();

    /// <summary>
    /// Asks the loop to save a checkpoint after the step under way and to go on. May be called from any thread, a
    /// signal's handler included, and in any of several processes.
    /// </summary>
    public void RequestCheckpoint()
    {
        if (saves is null)
        {
            // For the first process, which learns of it after the step.
            wishes.AskForCheckpoint();
        }
        else
        {
            saves.Request();
        }
    }

    /// <summary>
    /// Notes the score by which checkpoints are compared from now on, measured on the state as it stands after the step
    /// under way; where it is the best so far, a checkpoint is due.
    /// </summary>
    /// <param name="name">What was measured, such as <c>knn</c>.</param>
    /// <param name="value">Its value; higher is better.</param>
    internal void RateCheckpoint(string name, double value) => saves?.Rate(new BestCheckpoint(Step, name, value));

    /// <summary>
    /// What is wrong with the embeddings, once they have collapsed; null otherwise. It was told as a warning, and with
    /// <see cref="RunSettings.StopOnCollapse"/> the run stops.
    /// </summary>
    public string? Collapse => journal?.Collapse;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Once: by a second time another run may train.
        rounding?.Dispose();
        rounding = null;
        saves?.Dispose();
        state.Dispose();
        journal?.Dispose();
    }

    /// <summary>Waits until no checkpoint is being written; what became of it is told as after a step.</summary>
    internal void WaitForCheckpoint() => Collect(wait: true);

    private void Save(IStateful experiment, bool mustLast)
    {
        if (saves is null)
        {
            return;
        }

        Collect(wait: true);
        WriteSteps();
        using (NewDisposeScope())
        {
            var writer = new StateWriter();
            experiment.Save(writer);
            var own = writer.Scope(RunState.Name);
            state.Save(own);
            saves.Save(own);
            saves.Begin(Step, writer);
        }

        if (mustLast)
        {
            Collect(wait: true, mustLast: true);
        }
    }

    private void Collect(bool wait, bool mustLast = false)
    {
        if (saves?.Collect(wait, mustLast) is { NotFinite: { } key, Pending.Step: var step })
        {
            // A loss is computed before its step is taken, so that finite losses do not vouch for the weights that the
            // last step left.
            throw Diverged(
                FormattableString.Invariant($"After step {step} '{key}' holds values that are not finite numbers: ")
                    + StepJournal.LowerTheRate
            );
        }
    }

    private void Begin(int stepsPerEpoch, CollapseGuard? guard)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        World.RequireShares(Settings.BatchSize);
        RunRequirements.RequireSteps(Settings, stepsPerEpoch, before: state.Losses is null ? null : StepsPerEpoch);
        var losses = state.Begin(stepsPerEpoch);
        journal?.Dispose();
        var watch = new RunWatch(stepsPerEpoch, watchesWeights: Step == 0);
        journal = new StepJournal(losses, watch, guard, Metrics, StepInEpoch, Warn);
        World.Note(Step);
        StepChance.Seed(Settings.Seed, Step, World, device);
        progress?.RunStarted(new RunStart(Experiment, Settings, Position, stepsPerEpoch));
        clock.Restart();
    }

    private StepJournal Begun() =>
        journal
        ?? throw new InvalidOperationException($"The run has not begun: call {nameof(Begin)} before the first step.");

    private void Warn(string message) => progress?.Warned(message);

    /// <summary>
    /// Writes the lines of the steps that have none yet, and refuses to go on with what is no number.
    /// </summary>
    private void WriteSteps()
    {
        if (Begun().Write(Position) is { } fault)
        {
            // The weights that a checkpoint in flight was taken of may be the cause, and it may be the latest.
            Collect(wait: true);
            throw Diverged(fault);
        }
    }

    private TrainingDivergedException Diverged(string what)
    {
        var latest = Settings.Output is null ? null : Checkpoint.Latest(Settings.Output);
        var left = latest is null ? "There is no checkpoint from before" : $"The latest checkpoint is '{latest}'";
        return new TrainingDivergedException($"{what}. {left}.");
    }
}
