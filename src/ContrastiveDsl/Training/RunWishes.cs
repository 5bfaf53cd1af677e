using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Training;

/// <summary>
/// What a run is asked for from outside, by signals for instance: any process may be asked, and after the same step all
/// do it.
/// </summary>
/// <param name="world">The processes of the run.</param>
internal sealed class RunWishes(World world)
{
    private const long Nothing = 0;
    private const long Checkpoint = 1;
    private const long Stop = 2;

    private volatile bool stop;
    private volatile bool checkpoint;

    /// <summary>Whether this process was asked to stop.</summary>
    internal bool AsksToStop => stop;

    /// <summary>Whether all stop, as was last agreed.</summary>
    internal bool Stops { get; private set; }

    /// <summary>Asks for a stop, from any thread.</summary>
    internal void AskToStop() => stop = true;

    /// <summary>Asks for a checkpoint, from any thread.</summary>
    internal void AskForCheckpoint() => checkpoint = true;

    /// <summary>Agrees with the other processes what is done after this step.</summary>
    /// <returns>Whether a checkpoint was asked for, and no stop, which has one anyhow.</returns>
    internal bool Agree()
    {
        var wish = world.Largest(
            stop ? Stop
            : checkpoint ? Checkpoint
            : Nothing
        );
        Stops = wish == Stop;
        if (wish != Checkpoint)
        {
            return false;
        }

        checkpoint = false;
        return true;
    }
}
