using ContrastiveDsl.Data;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using Xunit.Abstractions;

namespace ContrastiveDsl.Tests.Training;

/// <summary>
/// Files of a run that are cut short, have a bit that changed, or were swapped with those of another run or step: each
/// time one error that names a file or folder, and never a run that goes on. Some dozens of each, 2,000 among the long
/// tests.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private static readonly int Times = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1" ? 2000 : 40;
    private readonly ITestOutputHelper output;
    private readonly TempFolder folder = new();
    private readonly ImageSet images = TinyExperiment.Images(52);
    private readonly string checkpoint;

    public DamageTests(ITestOutputHelper output)
    {
        this.output = output;
        checkpoint = Train("run", seed: 1);
    }

    public static TheoryData<string> Files => ["model.safetensors", "state.json", "settings.json", "metrics.jsonl"];

    public void Dispose()
    {
        images.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Resume_Undamaged_GoesOn() => Resume().Should().BeNull();

    [Theory]
    [MemberData(nameof(Files))]
    public void Resume_FileCutShort_IsAnErrorThatNamesIt(string name)
    {
        var (path, whole, random) = Open(name);
        for (var time = 0; time < Times; time++)
        {
            var length = random.Next(whole.Length);
            File.WriteAllBytes(path, whole[..length]);

            RequireRefused(path, $"of {whole.Length} bytes {length} are left");
        }

        Restore(path, whole);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Resume_BitThatChanged_IsAnErrorThatNamesTheFile(string name)
    {
        var (path, whole, random) = Open(name);
        for (var time = 0; time < Times; time++)
        {
            var bytes = whole.ToArray();
            var bit = random.Next(8 * bytes.Length);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, bytes);

            RequireRefused(path, $"bit {bit} changed");
        }

        Restore(path, whole);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Resume_FileOfAnotherRun_IsAnError(string name)
    {
        // Another seed; and the same one, whose settings and losses differ in nothing but the name of the run.
        foreach (var (other, seed) in new[] { ("seed", 2), ("same", 1) })
        {
            var (path, whole, _) = Open(name);
            Train(other, seed);
            File.Copy(Path.Combine(folder[other], Path.GetRelativePath(folder["run"], path)), path, overwrite: true);
            if (File.ReadAllBytes(path).AsSpan().SequenceEqual(whole))
            {
                // The tensors of a run with the same settings are the same to the bit.
                (name, other).Should().Be(("model.safetensors", "same"));
                continue;
            }

            Resume().Should().BeAssignableTo<IOException>();
            Restore(path, whole);
        }
    }

    [Fact]
    public void Resume_CheckpointsSwapped_IsAnError()
    {
        var before = folder["run/checkpoints/step-00000006"];
        Directory.Move(checkpoint, checkpoint + "x");
        Directory.Move(before, checkpoint);
        Directory.Move(checkpoint + "x", before);

        RequireRefused(checkpoint, "swapped");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("state.json")]
    public void Resume_FileOfAnEarlierStep_IsAnError(string name)
    {
        File.Copy(
            Path.Combine(folder["run/checkpoints/step-00000006"], name),
            Path.Combine(checkpoint, name),
            overwrite: true
        );

        RequireRefused(checkpoint, "of another step");
    }

    [Fact]
    public void Load_DamagedCheckpoint_IsRefusedForItsWeightsToo()
    {
        var path = Path.Combine(checkpoint, Checkpoint.ModelFile);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var experiment = new TinyExperiment(new RunSettings());

        ((Action)(() => Weights.Load(experiment.Network, folder["run"], "encoder")))
            .Should()
            .Throw<StateException>()
            .WithMessage($"'{path}' is not as it was written*");
    }

    private (string Path, byte[] Whole, Random Random) Open(string name)
    {
        var path = name is "model.safetensors" or "state.json" ? Path.Combine(checkpoint, name) : folder[$"run/{name}"];
        return (path, File.ReadAllBytes(path), new Random(name.Length));
    }

    /// <summary>What was put back goes on, so that it was the damage that was refused.</summary>
    private void Restore(string path, byte[] whole)
    {
        File.WriteAllBytes(path, whole);
        Resume().Should().BeNull();
    }

    private void RequireRefused(string path, string damage)
    {
        var failure = Resume();
        failure.Should().BeAssignableTo<IOException>("of {0} {1}", path, damage);
        failure!.Message.Should().Contain(path, "{0}", damage);
    }

    /// <summary>Trains two epochs.</summary>
    /// <returns>The latest checkpoint.</returns>
    private string Train(string name, int seed)
    {
        var settings = new RunSettings
        {
            Epochs = 2,
            BatchSize = 8,
            Seed = seed,
            Output = folder[name],
        };
        using var run = TrainingRun.Start("Tiny", settings);
        using var experiment = new TinyExperiment(run.Settings);
        experiment.Train(images, run);
        return Checkpoint.Latest(folder[name])!;
    }

    /// <summary>Takes the run up as far as its first step.</summary>
    /// <returns>What refused it.</returns>
    private Exception? Resume()
    {
        try
        {
            using var run = TrainingRun.Resume(folder["run"]);
            using var experiment = new TinyExperiment(run.Settings);
            run.Restore(experiment);
            return null;
        }
        catch (Exception exception)
        {
            output.WriteLine(exception.Message);
            return exception;
        }
    }
}
