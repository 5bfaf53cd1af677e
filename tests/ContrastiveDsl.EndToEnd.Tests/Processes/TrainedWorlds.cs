using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>
/// What trainings of every method left, in one process and in several; each world trains once, when asked for.
/// </summary>
public sealed class TrainedWorlds : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, Lazy<string>> trained = new(StringComparer.Ordinal);

    /// <summary>
    /// The largest difference of any number of an experiment from the one of one process, as a share of the largest
    /// number of its tensor where that is above 1.
    /// </summary>
    internal double Difference(string launcher, int size, string experiment, string what) =>
        Difference(
            Path.Combine(Trained(launcher, size), experiment + what),
            Path.Combine(Trained(Launch.None, 1), experiment + what)
        );

    /// <summary>The same of any two files with tensors of the same names.</summary>
    internal static double Difference(string foundPath, string expectedPath)
    {
        using var found = SafetensorsFile.Open(foundPath);
        using var expected = SafetensorsFile.Open(expectedPath);
        found.Entries.Keys.Should().BeEquivalentTo(expected.Entries.Keys).And.NotBeEmpty();
        return expected.Entries.Keys.Max(key =>
        {
            using var scope = NewDisposeScope();
            var alone = Load(expected, key);
            return (Load(found, key) - alone).abs().max().ToDouble() / Math.Max(1, alone.abs().max().ToDouble());
        });
    }

    public void Dispose() => folder.Dispose();

    private static Tensor Load(SafetensorsFile file, string key) => file.Load(file.Entries[key]).to(ScalarType.Float64);

    /// <summary>Once for each world, also where it fails: a failure is as slow as a training.</summary>
    private string Trained(string launcher, int size)
    {
        var key = $"{launcher}-{size}";
        if (!trained.TryGetValue(key, out var training))
        {
            training = new Lazy<string>(() => Train(folder[key], launcher, size));
            trained.Add(key, training);
        }

        return training.Value;
    }

    private static string Train(string path, string launcher, int size)
    {
        Directory.CreateDirectory(path);
        Launch
            .Run(launcher, size, [TrainedExperiments.Verb, path, .. DistributedTrainingTests.NamesOf(launcher, size)])
            .Succeeded();
        return path;
    }
}
