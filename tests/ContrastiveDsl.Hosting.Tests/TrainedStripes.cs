namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A trained run and its images, made once for the tests of a class.</summary>
public sealed class TrainedStripes : IDisposable
{
    public TrainedStripes()
    {
        var run = Folder.Train();
        run.ExitCode.Should().Be(0, run.Error);
    }

    internal StripesFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();
}
