namespace ContrastiveDsl.Hosting;

/// <summary>Keeps a second process out of the folder of a run while one trains there.</summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = ".lock";
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

    /// <summary>Holds a folder that did not exist, or was not known, when this was made.</summary>
    /// <inheritdoc cref="Of"/>
    internal void Take(string folder) =>
        held = FileLock.TryTake(Path.Combine(folder, FileName))
            ?? throw new InputException($"Another training is at work in '{folder}'; wait for its end, or stop it.");

    /// <inheritdoc/>
    public void Dispose() => held?.Dispose();
}
