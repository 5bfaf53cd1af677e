namespace ContrastiveDsl.Training;

/// <summary>
/// Scores what a run has learned so far, at the end of an epoch and before its checkpoint is saved. It must leave the
/// training as it is: modes and statistics of the networks, and the random numbers.
/// </summary>
public interface IEpochScorer
{
    /// <summary>Scores the encoder as it stands, if that is due.</summary>
    /// <param name="epoch">The completed epoch.</param>
    /// <returns>
    /// The scores, first the one by which checkpoints are compared; none where it is not due.
    /// </returns>
    IReadOnlyList<EpochScore> Score(EpochReport epoch);
}
