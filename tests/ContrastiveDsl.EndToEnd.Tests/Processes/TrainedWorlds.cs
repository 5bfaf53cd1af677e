using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>What trainings of every method left, in one process and in several; each world trains once, when asked for.</summary>
public sealed class TrainedWorlds : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> trained = new(StringComparer.Ordinal);

    /// <summary>The largest difference of any number of an experiment from the one of one process.</summary>
    internal double Difference(string launcher, int size, string experiment, string what)
    {
        var path = Path.Combine(Trained(launcher, size), experiment + what);
        var alone = Path.Combine(Trained(Launch.None, 1), experiment + what);
        using var found = SafetensorsFile.Open(path);
        using var expected = SafetensorsFile.Open(alone);
        found.Entries.Keys.Should().BeEquivalentTo(expected.Entries.Keys).And.NotBeEmpty();
        return expected.Entries.Keys.Max(key =>
        {
            using var scope = NewDisposeScope();
            return (Load(found, key) - Load(expected, key)).abs().max().ToDouble();
        });
    }

    public void Dispose() => folder.Dispose();

    private static Tensor Load(SafetensorsFile file, string key) => file.Load(file.Entries[key]).to(ScalarType.Float64);

    private string Trained(string launcher, int size)
    {
        var key = $"{launcher}-{size}";
        if (!trained.TryGetValue(key, out var path))
        {
            path = folder[key];
            Directory.CreateDirectory(path);
            Launch.Run(launcher, size, [TrainedExperiments.Verb, path, .. DistributedTrainingTests.Names]).Succeeded();
            trained.Add(key, path);
        }

        return path;
    }
}
