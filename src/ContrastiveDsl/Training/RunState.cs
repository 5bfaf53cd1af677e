using ContrastiveDsl.Distribution;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Where a run stands and what the steps of its epoch left: with Torch's generator what a checkpoint has of the run
/// itself, beside the experiment.
/// </summary>
/// <param name="world">The processes of the run.</param>
/// <param name="device">Where the losses are computed.</param>
internal sealed class RunState(World world, Device device) : IDisposable
{
    /// <summary>Under which a checkpoint has it.</summary>
    internal const string Name = "run";

    /// <summary>Under which a checkpoint has the steps of an epoch.</summary>
    internal const string StepsPerEpochKey = Name + "." + StepsPerEpochName;

    private const string StepsPerEpochName = "steps_per_epoch";
    private const string ProcessesName = "processes";
    private const string GeneratorName = "torch_generator";

    /// <summary>How far the run has come.</summary>
    internal RunPosition Position { get; set; }

    /// <summary>Steps of an epoch; 0 before the run has begun.</summary>
    internal int StepsPerEpoch { get; private set; }

    /// <summary>What the steps of the epoch left; null before the run has begun.</summary>
    internal LossHistory? Losses { get; private set; }

    /// <summary>Prepares for the steps to come.</summary>
    /// <param name="stepsPerEpoch">Steps of an epoch; of a run that was loaded as many as before.</param>
    /// <returns>Where the steps leave their losses.</returns>
    internal LossHistory Begin(int stepsPerEpoch)
    {
        StepsPerEpoch = stepsPerEpoch;
        return Losses ??= new LossHistory(stepsPerEpoch, device);
    }

    /// <summary>Writes it, once the run has begun.</summary>
    internal void Save(StateWriter writer)
    {
        Position.Save(writer);
        writer.Number(StepsPerEpochName, StepsPerEpoch);
        writer.Number(ProcessesName, world.Size);
        writer.Tensor(GeneratorName, get_rng_state());
        Losses!.Save(writer);
    }

    /// <summary>Reads that back.</summary>
    /// <param name="reader">Where it was written.</param>
    /// <param name="warn">Told where it was the state of another number of processes.</param>
    internal void Load(StateReader reader, Action<string> warn)
    {
        Position = RunPosition.Load(reader);
        StepsPerEpoch = (int)reader.Integer(StepsPerEpochName);
        if (reader.Contains(ProcessesName) && reader.Integer(ProcessesName) is var before && before != world.Size)
        {
            warn(
                $"The run goes on in {world.Size} process{(world.Size == 1 ? "" : "es")}, and was in {before} before: the mathematics are the same, the last bits of the numbers are not."
            );
        }

        Losses?.Dispose();
        Losses = new LossHistory(StepsPerEpoch, device);
        Losses.Load(reader);
        using var generator = reader.Tensor(GeneratorName);
        set_rng_state(generator);
    }

    /// <inheritdoc/>
    public void Dispose() => Losses?.Dispose();
}
