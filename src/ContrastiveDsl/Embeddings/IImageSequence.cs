using ContrastiveDsl.Images;

namespace ContrastiveDsl.Embeddings;

/// <summary>Images that are to be embedded, in a fixed order.</summary>
internal interface IImageSequence : IDisposable
{
    /// <summary>How many there are, those that will turn out broken included.</summary>
    int Count { get; }

    /// <summary>What should be an image and was seen to be none before anything is read; none of the images.</summary>
    IReadOnlyList<BrokenImage> Broken { get; }

    /// <summary>The name of an image, as results show it.</summary>
    /// <param name="index">Its place, from 0.</param>
    string NameOf(int index);

    /// <summary>The place of the image with a name; null where there is none.</summary>
    int? Find(string name);

    /// <summary>The place of the image that a file holds; null where none of them does.</summary>
    int? FindFile(string path);

    /// <summary>A text of one line that changes whenever the image may have changed.</summary>
    /// <param name="index">Its place, from 0.</param>
    string KeyOf(int index);

    /// <summary>A small picture of an image, for a page.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="side">Pixels of its longer side at most.</param>
    /// <returns>A file of a format that browsers show.</returns>
    Thumbnail ThumbnailOf(int index, int side);

    /// <summary>Reads images; safe for several threads.</summary>
    /// <param name="indices">Their places, from 0; at least one.</param>
    /// <returns>
    /// Those that could be read, and those that could not; the pixels are in the current dispose scope.
    /// </returns>
    ReadImages Read(IReadOnlyList<int> indices);
}
