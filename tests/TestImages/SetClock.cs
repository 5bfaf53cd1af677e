namespace ContrastiveDsl.TestImages;

/// <summary>A clock that a test sets.</summary>
internal sealed class SetClock : TimeProvider
{
    private long now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => now;

    internal void Pass(TimeSpan time) => now += (long)time.TotalMilliseconds;
}
