namespace ContrastiveDsl.Records;

/// <summary>Says when it is time again: reading a loss waits for the device, so not at every step.</summary>
/// <param name="interval">How long nothing is due after something was.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeSpan interval, TimeProvider time)
{
    private long last = time.GetTimestamp();

    /// <summary>Whether it is time, which it is then not again before the interval has passed.</summary>
    internal bool IsDue()
    {
        if (time.GetElapsedTime(last) < interval)
        {
            return false;
        }

        Restart();
        return true;
    }

    /// <summary>Begins to wait anew.</summary>
    internal void Restart() => last = time.GetTimestamp();
}
