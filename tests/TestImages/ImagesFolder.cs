using NetVips;

namespace ContrastiveDsl.TestImages;

/// <summary>
/// A temporary folder of image files of many sizes: horizontal and vertical stripes with noise, in colors.
/// </summary>
internal sealed class ImagesFolder : IDisposable
{
    internal ImagesFolder()
    {
        Root = Directory.CreateTempSubdirectory("contrastive-").FullName;
        Data = Directory.CreateDirectory(Path.Combine(Root, "data")).FullName;
    }

    /// <summary>The folder that is removed in the end.</summary>
    internal string Root { get; }

    /// <summary>The folder with the images.</summary>
    internal string Data { get; }

    /// <summary>A folder for stores.</summary>
    internal string Store => Path.Combine(Root, "store");

    /// <summary>A folder for a run, which does not exist yet.</summary>
    internal string Output => Path.Combine(Root, "run");

    internal string this[string name] => Path.Combine(Data, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>
    /// Writes images of both kinds in turn; <c>{0}</c> of the name is the number, <c>{1}</c> the kind.
    /// </summary>
    internal ImagesFolder Add(int count, string name = "image-{0:d3}.jpg", int seed = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var isUpright = i % 2 == 1;
            var kind = isUpright ? "upright" : "level";
            Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, name, i, kind), isUpright, seed + i);
        }

        return this;
    }

    private void Write(string name, bool isUpright, int seed)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(20, 60), random.Next(20, 60));
        var pixels = new byte[height * width * 3];
        for (var p = 0; p < height * width; p++)
        {
            var line = (isUpright ? p % width : p / width) * 8 / (isUpright ? width : height);
            for (var c = 0; c < 3; c++)
            {
                pixels[(3 * p) + c] = (byte)((line % 2 == 0 ? 160 : 40) + random.Next(60));
            }
        }

        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var image = Image.NewFromMemory(pixels, width, height, 3, Enums.BandFormat.Uchar);
        using var colors = image.Copy(interpretation: Enums.Interpretation.Srgb);
        colors.WriteToFile(path);
    }
}
