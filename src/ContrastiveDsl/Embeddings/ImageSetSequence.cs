using ContrastiveDsl.Data;

namespace ContrastiveDsl.Embeddings;

/// <summary>The images of opened data: the training images, then those to test with, numbered from 0 each.</summary>
/// <param name="sets">The data, on the CPU; disposed of with this.</param>
internal sealed class ImageSetSequence(ImageSets sets) : IImageSequence
{
    /// <inheritdoc/>
    public int Count => sets.Train.Count + (sets.Test?.Count ?? 0);

    /// <inheritdoc/>
    public ReadImages Read(int start, int count)
    {
        var parts = new List<TorchSharp.torch.Tensor>();
        var trained = Math.Clamp(sets.Train.Count - start, 0, count);
        if (trained > 0)
        {
            parts.Add(sets.Train.Range(start, trained));
        }

        if (trained < count)
        {
            parts.Add(sets.Test!.Range(start + trained - sets.Train.Count, count - trained));
        }

        return new ReadImages([.. Enumerable.Range(start, count).Select(NameOf)], TorchSharp.torch.cat(parts, 0), []);
    }

    /// <inheritdoc/>
    public void Dispose() => sets.Dispose();

    private string NameOf(int index) =>
        index < sets.Train.Count
            ? FormattableString.Invariant($"train/{index}")
            : FormattableString.Invariant($"test/{index - sets.Train.Count}");
}
