using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>How far a run has come.</summary>
/// <param name="Epoch">Epochs completed, which is also the number, from 0, of the epoch under way.</param>
/// <param name="StepInEpoch">Steps completed in the epoch under way.</param>
/// <param name="Step">Steps completed in all.</param>
public readonly record struct RunPosition(int Epoch, int StepInEpoch, long Step)
{
    /// <summary>Writes it into a checkpoint.</summary>
    internal void Save(StateWriter writer)
    {
        writer.Number("epoch", Epoch);
        writer.Number("step_in_epoch", StepInEpoch);
        writer.Number("step", Step);
    }

    /// <summary>Reads that back.</summary>
    internal static RunPosition Load(StateReader reader) =>
        new((int)reader.Integer("epoch"), (int)reader.Integer("step_in_epoch"), reader.Integer("step"));
}
