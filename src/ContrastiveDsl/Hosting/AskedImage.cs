using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Reporting;
using TorchSharp;

namespace ContrastiveDsl.Hosting;

/// <summary>An image whose neighbors are wanted.</summary>
/// <param name="Sequence">Where it is read from.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Place">Its place among the images to be looked through; null where it is none of them.</param>
/// <param name="Asked">What was asked for, for messages.</param>
internal sealed record AskedImage(IImageSequence Sequence, int Index, int? Place, string Asked)
{
    /// <summary>The image as a result shows it.</summary>
    internal ShownImage Shown => new(Sequence.NameOf(Index), side => Sequence.ThumbnailOf(Index, side));

    /// <summary>Finds what was asked for: a file, else an image of that name.</summary>
    /// <param name="text">A file's path, or an image's name.</param>
    /// <param name="among">The images to be looked through.</param>
    /// <param name="path">Where they are, for messages.</param>
    /// <param name="encoder">Who shall embed it.</param>
    /// <exception cref="InputException">There is neither.</exception>
    internal static AskedImage Find(string text, IImageSequence among, string path, RunEncoder encoder)
    {
        var place = File.Exists(text) ? among.FindFile(text) : among.Find(text);
        if (place is { } index)
        {
            return new AskedImage(among, index, index, text);
        }

        return File.Exists(text)
            ? new AskedImage(ImageSequences.OfFile(text, encoder), 0, null, text)
            : throw new InputException(
                Directory.Exists(text)
                    ? $"'{text}' is a folder: name one of its images."
                    : $"There is no file '{text}', and no image of that name in '{path}'.{Meant(text, among)}"
            );
    }

    /// <summary>
    /// The image that has this name in some folder, as a question; nothing where none has, or several have.
    /// </summary>
    private static string Meant(string text, IImageSequence among)
    {
        var ending = "/" + text.Replace('\\', '/');
        var found = Enumerable
            .Range(0, among.Count)
            .Select(among.NameOf)
            .Where(name => name.EndsWith(ending, StringComparison.Ordinal))
            .Take(2)
            .ToArray();
        return found is [var only] ? $" Did you mean '{only}'?" : "";
    }

    /// <summary>Its embedding, [D].</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    internal float[] Embed(RunEncoder encoder)
    {
        using var scope = torch.NewDisposeScope();
        var read = Sequence.Read([Index]);
        return read.Pixels is { } pixels
            ? encoder.Embed(pixels)
            : throw new InputException($"'{Asked}' cannot be read: {read.Broken[0].Reason}.");
    }
}
