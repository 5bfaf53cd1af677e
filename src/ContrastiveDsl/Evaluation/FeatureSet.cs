using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Features of images whose classes are known. Its tensors belong to the dispose scope in which it was made.
/// </summary>
public sealed class FeatureSet
{
    private readonly int[] classOf;

    static FeatureSet() => TorchContext.Prepare();

    private FeatureSet(Tensor features, Tensor labels, int[] classOf, int[] places)
    {
        (Features, Labels, this.classOf, Places) = (features, labels, classOf, places);
    }

    /// <summary>The features, float32 [N, F].</summary>
    public Tensor Features { get; }

    /// <summary>The classes, int64 [N], each at least 0.</summary>
    public Tensor Labels { get; }

    /// <summary>N, at least 1.</summary>
    public int Count => classOf.Length;

    /// <summary>The class of each image, on the host.</summary>
    public IReadOnlyList<int> ClassOf => classOf;

    /// <summary>The position of each image in the set that the features are of, unlabeled images counted.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>The number of classes: the largest label plus 1.</summary>
    public int Classes => classOf.Max() + 1;

    /// <summary>The features of the images that have a label. Waits for the device once.</summary>
    /// <param name="features">[N, F], floating point, without gradients.</param>
    /// <param name="labels">int64 [N] on the same device; −1 for an image without a label.</param>
    /// <exception cref="ArgumentException">There is not one label for each row, or no image has one.</exception>
    public static FeatureSet Of(Tensor features, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (
            features.Dimensions != 2
            || labels.Dimensions != 1
            || labels.dtype != ScalarType.Int64
            || labels.size(0) != features.size(0)
        )
        {
            throw new ArgumentException(
                $"Features [N, F] need as many int64 labels [N], but they have shapes [{string.Join(", ", features.shape)}] and {labels.dtype} [{string.Join(", ", labels.shape)}].",
                nameof(labels)
            );
        }

        var host = HostTensor.Read<long>(labels);
        int[] known = [.. Enumerable.Range(0, host.Length).Where(i => host[i] >= 0)];
        if (known.Length == 0)
        {
            throw new ArgumentException("None of the images has a label.", nameof(labels));
        }

        using var scope = NewDisposeScope();
        var all = new FeatureSet(
            features.detach().to(ScalarType.Float32).alias(),
            labels.alias(),
            Array.ConvertAll(host, label => checked((int)label)),
            [.. Enumerable.Range(0, host.Length)]
        );
        return (known.Length == host.Length ? all : all.Select(known)).MoveToOuterScope();
    }

    /// <summary>Some of the images, in the order of the places.</summary>
    /// <param name="places">Positions in this set, at least one.</param>
    public FeatureSet Select(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentOutOfRangeException.ThrowIfZero(places.Count, nameof(places));
        int[] classes = [.. places.Select(place => classOf[place])];
        using var scope = NewDisposeScope();
        long[] wide = [.. places.Select(place => (long)place)];
        var index = HostTensor.Upload<long>(wide, [wide.Length], ScalarType.Int64, Features.device);
        return new FeatureSet(
            Features.index_select(0, index),
            Labels.index_select(0, index),
            classes,
            [.. places.Select(place => Places[place])]
        ).MoveToOuterScope();
    }

    /// <summary>Classes of another set that this one does not have, in order.</summary>
    public IReadOnlyList<int> Lacks(FeatureSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. other.classOf.Except(classOf).Order()];
    }

    private FeatureSet MoveToOuterScope()
    {
        Features.MoveToOuterDisposeScope();
        Labels.MoveToOuterDisposeScope();
        return this;
    }
}
