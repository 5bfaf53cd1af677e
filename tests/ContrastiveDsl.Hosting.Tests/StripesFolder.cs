using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>
/// A temporary folder with IDX files: 8×8 images of two classes, horizontal and vertical stripes with noise.
/// </summary>
internal sealed class StripesFolder : IDisposable
{
    private const int Side = 8;

    /// <param name="train">Training images.</param>
    /// <param name="test">Test images; 0 for no test split.</param>
    /// <param name="labelled">Whether there are labels.</param>
    /// <param name="side">Side of the images in pixels.</param>
    internal StripesFolder(int train = 256, int test = 20, bool labelled = true, int side = Side)
    {
        Root = Directory.CreateTempSubdirectory("contrastive-").FullName;
        Data = Directory.CreateDirectory(Path.Combine(Root, "data")).FullName;
        Write("train", train, labelled, side, seed: 1);
        if (test > 0)
        {
            Write("t10k", test, labelled, side, seed: 2);
        }
    }

    /// <summary>The folder that is removed in the end.</summary>
    internal string Root { get; }

    /// <summary>The folder with the images.</summary>
    internal string Data { get; }

    /// <summary>A folder for a run, which does not exist yet.</summary>
    internal string Output => Path.Combine(Root, "run");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Trains on the images in this process, on one thread, into the folder for a run.</summary>
    /// <param name="options">More options of the verb.</param>
    internal Invocation Train(params string[] options) =>
        Invocation.Of(
            [StripesExperiment.Definition],
            ["train", "Stripes", "--data", Data, "--out", Output, "--threads", "1", .. options]
        );

    /// <summary>The same, stopped by Ctrl-C before the first step is done.</summary>
    /// <param name="from">What <c>--from</c> says, if anything.</param>
    internal Invocation TrainUntilStopped(string? from = null) =>
        StoppedTraining.Run(
            new Overrides
            {
                Data = Data,
                Output = Output,
                Threads = 1,
                From = from,
            }
        );

    /// <summary>What the run has logged of its steps.</summary>
    internal string[] StepLines() => RunFiles.StepLines(Output);

    private void Write(string split, int count, bool labelled, int side, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[count * side * side];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)random.Next(2);
            for (var p = 0; p < side * side; p++)
            {
                var line = labels[i] == 0 ? p / side : p % side;
                pixels[(i * side * side) + p] = (byte)((line % 2 == 0 ? 160 : 40) + random.Next(60));
            }
        }

        WriteIdx($"{split}-images-idx3-ubyte", [count, side, side], pixels);
        if (labelled)
        {
            WriteIdx($"{split}-labels-idx1-ubyte", [count], labels);
        }
    }

    private void WriteIdx(string name, int[] shape, byte[] values) =>
        File.WriteAllBytes(Path.Combine(Data, name), IdxFile.Build(shape, values));
}
