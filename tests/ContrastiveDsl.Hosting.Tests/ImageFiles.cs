using ContrastiveDsl.Images;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>
/// A temporary folder of image files, flat and nested: stripes of two directions in grey, each image with noise of its
/// own.
/// </summary>
internal sealed class ImageFiles : IDisposable
{
    private static readonly string[] Folders = ["", "b", "c/d"];

    /// <param name="count">Images.</param>
    /// <param name="side">Their side in pixels.</param>
    internal ImageFiles(int count, int side = 12)
    {
        Folder = Directory.CreateTempSubdirectory("contrastive-files-").FullName;
        for (var i = 0; i < count; i++)
        {
            Write(NameOf(i), Stripes(i, side));
        }
    }

    internal string Folder { get; }

    /// <summary>The names of the images in the order in which they are listed.</summary>
    internal static IEnumerable<string> Names(int count) =>
        Enumerable.Range(0, count).Select(NameOf).Order(StringComparer.Ordinal);

    /// <summary>The name of an image; those of even number have stripes across, the others down.</summary>
    internal static string NameOf(int number) =>
        Path.Combine(Folders[number % Folders.Length], FormattableString.Invariant($"{number:D3}.png"))
            .Replace(Path.DirectorySeparatorChar, '/');

    internal string this[string name] => Path.Combine(Folder, name);

    internal void Write(string name, DecodedImage image) => Write(name, ImageEncoder.Png(image));

    internal void Write(string name, byte[] content)
    {
        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    internal static DecodedImage Stripes(int number, int side)
    {
        var random = new Random(number);
        var pixels = new byte[side * side];
        for (var p = 0; p < pixels.Length; p++)
        {
            var line = number % 2 == 0 ? p / side : p % side;
            pixels[p] = (byte)((line % 4 < 2 ? 160 : 40) + random.Next(60));
        }

        return new DecodedImage(side, side, 1, pixels);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
