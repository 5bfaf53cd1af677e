using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>The images of opened data: the training images, then those to test with, numbered from 0 each.</summary>
/// <param name="sets">The data, on the CPU; disposed of with this.</param>
/// <param name="state">A text of one line that changes whenever the data may have changed.</param>
internal sealed class ImageSetSequence(ImageSets sets, string state) : IImageSequence
{
    /// <inheritdoc/>
    public int Count => sets.Train.Count + (sets.Test?.Count ?? 0);

    /// <inheritdoc/>
    public IReadOnlyList<BrokenImage> Broken => [];

    /// <inheritdoc/>
    public string NameOf(int index) =>
        index < sets.Train.Count
            ? FormattableString.Invariant($"train/{index}")
            : FormattableString.Invariant($"test/{index - sets.Train.Count}");

    /// <inheritdoc/>
    public int? Find(string name)
    {
        var (start, count) = name.StartsWith("test/", StringComparison.Ordinal)
            ? (sets.Train.Count, sets.Test?.Count ?? 0)
            : (0, sets.Train.Count);
        var digits = name.AsSpan(name.IndexOf('/', StringComparison.Ordinal) + 1);
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < count
            && NameOf(start + number) == name
            ? start + number
            : null;
    }

    /// <inheritdoc/>
    public int? FindFile(string path) => null;

    /// <inheritdoc/>
    public string KeyOf(int index) => $"{NameOf(index)}\t{state}";

    /// <inheritdoc/>
    public Thumbnail ThumbnailOf(int index, int side)
    {
        using var scope = NewDisposeScope();
        var image = ImageAt(index)[0].mul(255).round_().to(ScalarType.Byte).permute(1, 2, 0).contiguous();
        var (height, width, channels) = ((int)image.shape[0], (int)image.shape[1], (int)image.shape[2]);
        var decoded = new DecodedImage(width, height, channels, HostTensor.Read<byte>(image));
        return new Thumbnail("image/png", ImageEncoder.Png(decoded));
    }

    /// <inheritdoc/>
    public ReadImages Read(IReadOnlyList<int> indices) =>
        new([.. indices.Select(NameOf)], cat([.. indices.Select(ImageAt)], 0), []);

    /// <inheritdoc/>
    public void Dispose() => sets.Dispose();

    private Tensor ImageAt(int index) =>
        index < sets.Train.Count ? sets.Train.Range(index, 1) : sets.Test!.Range(index - sets.Train.Count, 1);
}
