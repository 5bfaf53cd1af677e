using System.Globalization;
using System.Text.Json.Serialization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using TorchSharp;

namespace ContrastiveDsl.Training;

/// <summary>What may differ from run to run of one experiment; its declaration gives the defaults.</summary>
public sealed record RunSettings
{
    /// <summary>Passes over the training images, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Images per step, at least 2.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The number from which all chance of the run follows.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Train on so many images only; null for all. The command line applies it; a program takes the images itself, of
    /// a folder of files by <see cref="ImageSet.Spread"/>, else by <see cref="ImageSet.Take"/>, and
    /// <see cref="TrainingRun.Begin(int)"/> refuses more steps than they give.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Where to compute: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>. Experiments build their networks there; a program
    /// opens its images there too (<see cref="TorchDevice"/>).
    /// </summary>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// Processor threads of Torch; 0 chooses. The command line applies it; a program calls
    /// <see cref="Training.Threads.Use"/> itself.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>The run's folder, or null for a run that leaves nothing behind.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// Where the images came from, so that a resumed run finds them again; null when a program supplied them.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>
    /// The file from which the encoder's first weights came (<see cref="FirstWeights"/>), or null for random ones. It
    /// is read once, before the first step; a resumed run has all its weights from its checkpoint.
    /// </summary>
    public string? From { get; init; }

    /// <summary>Where labels come from (<see cref="DataOptions.Labels"/>); the command line applies it.</summary>
    public string? Labels { get; init; }

    /// <summary>The share of images set aside for tests (<see cref="DataOptions.TestShare"/>), likewise.</summary>
    public double TestShare { get; init; }

    /// <summary>The folder for decoded images (<see cref="DataOptions.Store"/>), likewise.</summary>
    public string? Store { get; init; }

    /// <summary>Whether unreadable files are errors (<see cref="DataOptions.Strict"/>), likewise.</summary>
    public bool StrictData { get; init; }

    /// <summary>What was found in <see cref="Data"/>; null when a program supplied the images.</summary>
    public DataSummary? Images { get; init; }

    /// <summary>How many of the latest checkpoints stay on disk, besides the best one; 0 keeps all.</summary>
    public int KeepCheckpoints { get; init; } = 3;

    /// <summary>
    /// The share of the time that scores may take while the run goes on (<see cref="EncoderMonitor"/>), from 0 for none
    /// to 1 for scores after every epoch, however long they take. The command line applies it; a program sets
    /// <see cref="TrainingRun.Scorer"/>.
    /// </summary>
    public double ScoreShare { get; init; } = 0.02;

    /// <summary>Steps after which a checkpoint is due, at least 1; null for none by steps.</summary>
    public int? CheckpointSteps { get; init; }

    /// <summary>
    /// Minutes after which a checkpoint is due; 0 for none by time. The end of an epoch saves one in any case.
    /// </summary>
    public double CheckpointMinutes { get; init; } = 10;

    /// <summary>
    /// Whether a run stops, once it has saved a checkpoint, when its embeddings have collapsed
    /// (<see cref="TrainingRun.Collapse"/>).
    /// </summary>
    public bool StopOnCollapse { get; init; }

    /// <summary>
    /// <see cref="Device"/> as Torch knows it: for <c>cuda</c>, where several processes train on this machine, the GPU
    /// with the number of this process among them.
    /// </summary>
    [JsonIgnore]
    public torch.Device TorchDevice => new(ProcessDevice);

    /// <summary>The name of <see cref="TorchDevice"/>.</summary>
    [JsonIgnore]
    internal string ProcessDevice => DeviceOf(World.Current.LocalRank, World.Current.LocalSize);

    /// <summary>The device of one of the processes of a machine.</summary>
    internal string DeviceOf(int localRank, int localSize) =>
        Device == "cuda" && localSize > 1 ? FormattableString.Invariant($"cuda:{localRank}") : Device;

    /// <summary>Says what is wrong with these settings, if anything.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2");
        Require(Limit is null or >= 2, nameof(Limit), Limit ?? 0, "at least 2, or none");
        Require(Threads >= 0, nameof(Threads), Threads, "at least 1, or 0 to choose");
        if (TestShare is not (>= 0 and < 1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"TestShare is {TestShare}, but must be at least 0 and below 1.")
            );
        }

        if (ScoreShare is not (>= 0 and <= 1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"ScoreShare is {ScoreShare}, but must be at least 0 and at most 1.")
            );
        }

        Require(CheckpointSteps is null or >= 1, nameof(CheckpointSteps), CheckpointSteps ?? 0, "at least 1, or none");
        if (CheckpointMinutes is not (>= 0 and <= 1e6))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"CheckpointMinutes is {CheckpointMinutes}, but must be at least 0, where 0 is none by time."
                )
            );
        }

        Require(KeepCheckpoints >= 0, nameof(KeepCheckpoints), KeepCheckpoints, "at least 1, or 0 to keep all");
    }

    private static void Require(bool holds, string name, int value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(
                $"{name} is {value.ToString(CultureInfo.InvariantCulture)}, but must be {expected}."
            );
        }
    }
}
