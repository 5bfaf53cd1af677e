namespace ContrastiveDsl.Hosting;

/// <summary>Work that the user may stop, and that then leaves nothing half done.</summary>
internal static class StoppableWork
{
    /// <summary>How the user's wish is heard, unless a test says it.</summary>
    internal static IDisposable Listen(Action stop) => new StopSignal(stop);

    /// <summary>Works until it is done or the user stops it.</summary>
    /// <param name="listen">Listens for the wish to stop until it is disposed.</param>
    /// <param name="work">The work, which throws once it is to stop and leaves nothing behind.</param>
    /// <returns>Whether it was done.</returns>
    internal static bool Do(Func<Action, IDisposable> listen, Action<CancellationToken> work)
    {
        using var stopping = new CancellationTokenSource();
        using var listening = listen(stopping.Cancel);
        try
        {
            work(stopping.Token);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
