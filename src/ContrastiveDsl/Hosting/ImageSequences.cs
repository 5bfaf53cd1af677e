using System.Security.Cryptography;
using System.Text;
using ContrastiveDsl.Data;
using ContrastiveDsl.Embeddings;

namespace ContrastiveDsl.Hosting;

/// <summary>Opens what an encoder shall embed.</summary>
internal static class ImageSequences
{
    /// <summary>The images that a path names.</summary>
    /// <param name="path">A folder of images, or other data that training takes.</param>
    /// <param name="encoder">Who shall embed them.</param>
    /// <exception cref="InputException">There is nothing to open, or the images do not fit the encoder.</exception>
    internal static IImageSequence Open(string path, RunEncoder encoder)
    {
        var sets = OpenSets(path);
        if (FitProblem(sets.Train, encoder) is { } problem)
        {
            sets.Dispose();
            throw new InputException($"The images in '{path}' {problem}");
        }

        return new ImageSetSequence(sets, StateOf(path));
    }

    /// <summary>A single file.</summary>
    internal static IImageSequence OfFile(string path, RunEncoder encoder) => throw new NotImplementedException();

    private static ImageSets OpenSets(string path)
    {
        try
        {
            return ImageSets.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(exception.Message);
        }
    }

    private static string? FitProblem(ImageSet images, RunEncoder encoder)
    {
        var (channels, size) = (encoder.Channels, encoder.ImageSize);
        return (images.Channels, images.Height, images.Width) == (channels, size, size)
            ? null
            : $"are {images.Channels}×{images.Height}×{images.Width}, but the encoder takes {channels}×{size}×{size}.";
    }

    /// <summary>Names, sizes and times of the files that hold the data.</summary>
    private static string StateOf(string path)
    {
        var files = new DirectoryInfo(path).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal);
        var text = string.Concat(files.Select(file => $"{file.Name}\n{FileKey.Of(file)}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
