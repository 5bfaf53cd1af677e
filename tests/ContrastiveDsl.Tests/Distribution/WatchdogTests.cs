using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Tests.Distribution;

/// <summary>How long processes wait for each other before they say so.</summary>
public sealed class WatchdogTests
{
    [Theory]
    [InlineData(null, 300)]
    [InlineData("", 300)]
    [InlineData("0", 0)]
    [InlineData("0.5", 0.5)]
    [InlineData("1000000", 1_000_000)]
    public void Seconds_OfANumberOrNothing_IsThePatience(string? given, double expected) =>
        Watchdog.Seconds(given).Should().Be(expected);

    [Theory]
    [InlineData("-1")]
    [InlineData("1000001")]
    [InlineData("five minutes")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void Seconds_OfSomethingElse_IsNoNumber(string given) =>
        double.IsNaN(Watchdog.Seconds(given)).Should().BeTrue();
}
