using ContrastiveDsl.Export;
using ContrastiveDsl.Images;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Extensions.AI.Tests;

/// <summary>A run with a checkpoint, a folder of images of many kinds, and exported encoders; made once.</summary>
public sealed class TinyRun : IDisposable
{
    public TinyRun()
    {
        var settings = Tiny.Defaults with { Output = Folder };
        Experiment = new Tiny(settings);
        using var run = TrainingRun.Start(nameof(Tiny), settings);
        run.Begin(1);
        run.SaveCheckpoint(Experiment);
        Directory.CreateDirectory(Images);
        foreach (var (number, name) in Names.Index())
        {
            System.IO.File.WriteAllBytes(Path.Combine(Images, name), Encode(name, Picture(number)));
        }
    }

    /// <summary>The run.</summary>
    internal string Folder => Path.Combine(Root, "run");

    /// <summary>The folder of images.</summary>
    internal string Images => Path.Combine(Root, "images");

    /// <summary>The images' names, in their order.</summary>
    internal static string[] Names { get; } =
    [.. Enumerable.Range(0, 12).Select(number => $"{number:D2}{(number % 2 == 0 ? ".jpg" : ".png")}")];

    /// <summary>The experiment with the weights of the checkpoint.</summary>
    internal Tiny Experiment { get; }

    private string Root { get; } = Directory.CreateTempSubdirectory("contrastive-ai-").FullName;

    /// <summary>A file's bytes.</summary>
    internal byte[] this[string name] => System.IO.File.ReadAllBytes(Path.Combine(Images, name));

    /// <summary>A path in the folder of the run.</summary>
    internal string File(string name) => Path.Combine(Root, name);

    /// <summary>The run's encoder as ONNX.</summary>
    internal string Export(OnnxInput input = default, bool unit = false)
    {
        var path = File($"{input}-{unit}.onnx");
        EncoderExport.WriteOnnx(Tiny.Definition, Folder, path, new OnnxOptions { Input = input, UnitLength = unit });
        return path;
    }

    public void Dispose()
    {
        Experiment.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private static byte[] Encode(string name, DecodedImage image) =>
        name.EndsWith(".jpg", StringComparison.Ordinal) ? ImageEncoder.Jpeg(image) : ImageEncoder.Png(image);

    /// <summary>Smooth colors, every image another one, and every fourth grey.</summary>
    private static DecodedImage Picture(int number)
    {
        var (width, height, channels) = (20 + (3 * number), 41 - number, number % 4 == 3 ? 1 : 3);
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / channels % width, i / channels / width, i % channels);
            pixels[i] = (byte)(128 + (100 * Math.Sin((x + (y * 0.7)) / (3 + number) + channel + number)));
        }

        return new DecodedImage(width, height, channels, pixels);
    }
}
