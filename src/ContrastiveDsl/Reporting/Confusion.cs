using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Which classes a nearest-neighbor classifier takes for which.</summary>
/// <param name="Protocol">How it was obtained, in words.</param>
/// <param name="Classes">Names of the classes that occur among these images.</param>
/// <param name="Counts">[true class][said class], both by their places among the classes.</param>
internal sealed record Confusion(
    string Protocol,
    IReadOnlyList<string> Classes,
    IReadOnlyList<IReadOnlyList<int>> Counts
)
{
    /// <summary>The share of images that were classified rightly.</summary>
    internal double Accuracy =>
        (double)Counts.Select((row, label) => row[label]).Sum() / Math.Max(1, Counts.Sum(row => row.Sum()));

    /// <summary>Classifies images by their neighbors among others; null where either lack labels.</summary>
    /// <param name="queries">The images.</param>
    /// <param name="queryFeatures">float32 [Q, D].</param>
    /// <param name="bank">Those whose classes are known.</param>
    /// <param name="bankFeatures">float32 [N, D].</param>
    internal static Confusion? Of(SampledImages queries, Tensor queryFeatures, SampledImages bank, Tensor bankFeatures)
    {
        if (!queries.HasLabels || !bank.HasLabels)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var (asked, askedLabels) = Labelled(queries, queryFeatures);
        var (known, knownLabels) = Labelled(bank, bankFeatures);
        var protocol = new KnnProtocol(K: Math.Min(20, knownLabels.Length));
        // Labels may be few and far apart, so that a table of all numbers up to the largest fits no memory.
        var classes = askedLabels.Concat(knownLabels).Distinct().Order().ToArray();
        long PlaceOf(long label) => Array.BinarySearch(classes, label);
        var labels = HostTensor.Upload<long>(
            [.. knownLabels.Select(PlaceOf)],
            [knownLabels.Length],
            ScalarType.Int64,
            CPU
        );
        var said = HostTensor.Read<long>(Knn.Classify(asked, known, labels, protocol, classes.Length).Predictions);
        var counts = classes.Select(_ => new int[classes.Length]).ToArray();
        foreach (var (truth, guess) in askedLabels.Zip(said))
        {
            counts[PlaceOf(truth)][guess]++;
        }

        return new Confusion(
            $"{protocol}, bank of {Say.Plural(knownLabels.Length, "training image")}, {Say.Plural(askedLabels.Length, "image")} asked",
            [.. classes.Select(label => queries.NameOfClass((int)label))],
            counts
        );
    }

    private static (Tensor Features, long[] Labels) Labelled(SampledImages images, Tensor features)
    {
        var places = Enumerable.Range(0, images.Count).Where(place => images.LabelOf(place) >= 0).ToArray();
        var index = HostTensor.Upload<long>(
            [.. places.Select(place => (long)place)],
            [places.Length],
            ScalarType.Int64,
            CPU
        );
        return (features.index_select(0, index), [.. places.Select(place => (long)images.LabelOf(place))]);
    }
}
