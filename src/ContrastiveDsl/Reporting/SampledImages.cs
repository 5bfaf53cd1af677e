using ContrastiveDsl.Data;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Some images of a set, spread evenly over it, for it may be ordered by class.</summary>
internal sealed class SampledImages
{
    private readonly ImageSet set;
    private readonly string split;
    private readonly IReadOnlyList<string>? classes;
    private readonly int[] picks;
    private readonly long[]? labels;

    private SampledImages(ImageSet set, int[] picks, string split, IReadOnlyList<string>? classes)
    {
        (this.set, this.picks, this.split, this.classes) = (set, picks, split, classes);
        labels = set.Labels is { } all ? HostTensor.Read<long>(all) : null;
    }

    /// <summary>How many there are.</summary>
    internal int Count => picks.Length;

    /// <summary>Whether any of them has a label.</summary>
    internal bool HasLabels => labels is not null && picks.Any(pick => labels[pick] >= 0);

    /// <summary>So many images of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="count">How many; all if there are fewer.</param>
    /// <param name="split">What the set is called, for images without names.</param>
    /// <param name="classes">Names of the classes, where they have names.</param>
    internal static SampledImages Of(ImageSet set, int count, string split, IReadOnlyList<string>? classes)
    {
        var taken = Math.Min(count, set.Count);
        return new SampledImages(set, EvenPlaces.Of(taken, set.Count), split, classes);
    }

    /// <summary>Those at the odd places and those at the even ones.</summary>
    internal (SampledImages Odd, SampledImages Even) Halves() =>
        (Every(place => place % 2 == 1), Every(place => place % 2 == 0));

    /// <summary>The first so many, spread over these.</summary>
    internal SampledImages Few(int count)
    {
        var taken = Math.Min(count, Count);
        var places = EvenPlaces.Of(taken, Count).ToHashSet();
        return Every(places.Contains);
    }

    /// <summary>The class of an image; −1 for none.</summary>
    internal int LabelOf(int place) => (int)(labels?[picks[place]] ?? -1);

    /// <summary>The name of a class.</summary>
    internal string NameOfClass(int label) =>
        label < 0 ? "no label"
        : classes is not null && label < classes.Count ? classes[label]
        : Unnamed(label);

    /// <summary>What a class is called that has no name.</summary>
    internal static string Unnamed(int label) => FormattableString.Invariant($"class {label}");

    /// <summary>The name of an image, with its class where it has one.</summary>
    internal string NameOf(int place)
    {
        var name = set.Names?[picks[place]] ?? FormattableString.Invariant($"{split}/{picks[place]}");
        return LabelOf(place) < 0 ? name : $"{name}: {NameOfClass(LabelOf(place))}";
    }

    /// <summary>Images as the encoder sees them, float32 [count, C, S, S] in [0, 1], in the current scope.</summary>
    internal Tensor Pixels(int start, int count)
    {
        using var scope = NewDisposeScope();
        return cat([.. picks.AsSpan(start, count).ToArray().Select(pick => set.Range(pick, 1))], 0)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The place of these images in an epoch of the training.</summary>
    internal Batch BatchOf(int epoch) => new(epoch, 0, picks);

    /// <summary>The images as the training loads them.</summary>
    internal ImageBatch Load() => set.Load(BatchOf(0));

    /// <summary>Features of all of them, one row after another.</summary>
    /// <param name="embed">The encoder.</param>
    /// <param name="report">Told how many are done.</param>
    internal Tensor Embed(Func<Tensor, Tensor> embed, Action<int> report)
    {
        const int size = 128;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var rows = new List<Tensor>();
        for (var start = 0; start < Count; start += size)
        {
            using var part = NewDisposeScope();
            var some = embed(Pixels(start, Math.Min(size, Count - start)));
            rows.Add(some.to(ScalarType.Float32).to(CPU).MoveToOuterDisposeScope());
            report(Math.Min(size, Count - start));
        }

        return cat(rows, 0).MoveToOuterDisposeScope();
    }

    /// <summary>A small picture of an image.</summary>
    internal Thumbnail ThumbnailOf(int place, int side)
    {
        using var scope = NewDisposeScope();
        return Pictures.Of(Pixels(place, 1)[0], side);
    }

    private SampledImages Every(Func<int, bool> isTaken) =>
        new(set, [.. picks.Where((_, place) => isTaken(place))], split, classes);
}
