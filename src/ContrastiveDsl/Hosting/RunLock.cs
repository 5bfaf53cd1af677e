using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Keeps a second process out of the folder of a run while one trains there.</summary>
internal sealed class RunLock : IDisposable
{
    private FileLock? held;

    /// <summary>Holds a folder from now on.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <exception cref="InputException">Another process is at work in it.</exception>
    internal static RunLock Of(string folder)
    {
        var run = new RunLock();
        run.Take(folder);
        return run;
    }

    /// <summary>Holds a folder that was not known when this was made; it is made where it does not exist.</summary>
    /// <inheritdoc cref="Of"/>
    internal void Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, RunFolder.LockFile);
        held = FileLock.TryTake(file)
            ?? throw new InputException(
                $"Another training{FileLock.HolderOf(file)} is at work in '{folder}'; wait for its end, or stop it."
            );
    }

    /// <inheritdoc/>
    public void Dispose() => held?.Dispose();
}
