using System.Security.Cryptography;
using System.Text;
using ContrastiveDsl.Data;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Images;

namespace ContrastiveDsl.Hosting;

/// <summary>Opens what an encoder shall embed.</summary>
internal static class ImageSequences
{
    /// <summary>The images that a path names.</summary>
    /// <param name="path">A folder of images, or other data that training takes.</param>
    /// <param name="encoder">Who shall embed them.</param>
    /// <param name="threads">Threads that look into files at once, at least 1.</param>
    /// <exception cref="InputException">There is nothing to open, or the images do not fit the encoder.</exception>
    internal static IImageSequence Open(string path, RunEncoder encoder, int threads)
    {
        try
        {
            if (!HoldsFiles(path))
            {
                return OfSets(path, encoder);
            }

            var listing = ImageFolder.List(path, threads);
            // Opening an empty folder as data says all that was looked for.
            return listing.Paths.Count == 0 ? OfSets(path, encoder) : new FileSequence(listing, TransformOf(encoder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(exception.Message);
        }
    }

    /// <summary>A single file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoder">Who shall embed it.</param>
    internal static IImageSequence OfFile(string path, RunEncoder encoder) =>
        FileSequence.Of(path, TransformOf(encoder));

    /// <summary>
    /// Whether a path is a folder of image files, and not one of another format, as training sees it.
    /// </summary>
    private static bool HoldsFiles(string path) =>
        Directory.Exists(path) && !IdxFolder.Matches(path) && CifarFolder.KindOf(path) is null;

    private static EvaluationTransform TransformOf(RunEncoder encoder) =>
        encoder.Channels is 1 or 3
            ? new EvaluationTransform(encoder.ImageSize, encoder.Channels)
            : throw new InputException(
                $"The encoder takes images of {encoder.Channels} channels; files of images have 1 or 3."
            );

    private static ImageSetSequence OfSets(string path, RunEncoder encoder)
    {
        var sets = ImageSets.Open(path, new DataOptions { ImageSize = encoder.ImageSize });
        if (FitProblem(sets.Train, encoder) is { } problem)
        {
            sets.Dispose();
            throw new InputException($"The images in '{path}' {problem}");
        }

        return new ImageSetSequence(sets, StateOf(path));
    }

    private static string? FitProblem(ImageSet images, RunEncoder encoder)
    {
        var (channels, size) = (encoder.Channels, encoder.ImageSize);
        var found = (images.Channels, images.Height, images.Width);
        return found == (channels, size, size)
            ? null
            : ImageFit.AxesProblem(found, channels)
                ?? $"are {images.Channels}×{images.Height}×{images.Width}, but the encoder takes {channels}×{size}×{size}.";
    }

    /// <summary>Names, sizes and times of the files that hold the data.</summary>
    private static string StateOf(string path)
    {
        IEnumerable<string> files = File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path).Order(StringComparer.Ordinal);
        var text = string.Concat(files.Select(file => $"{Path.GetFileName(file)}\n{FileKey.Of(file)}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
