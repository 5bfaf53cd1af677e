using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

/// <summary>What a trial says of custom code.</summary>
internal static class TrialFaults
{
    /// <summary>A trial for a run with batches of 16 images.</summary>
    public static Trial Trial() => new(new RunSettings { BatchSize = 16 });

    /// <summary>There is one fault that a pattern matches, or none at all.</summary>
    public static void ShouldBe(this IEnumerable<string> faults, string? expected)
    {
        if (expected is null)
        {
            faults.Should().BeEmpty();
        }
        else
        {
            faults.Should().ContainSingle().Which.Should().Match(expected);
        }
    }
}
