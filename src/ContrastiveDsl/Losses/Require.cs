using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// Checks of arguments that the losses share. They look at shapes only and never wait for the device.
/// </summary>
internal static class Require
{
    // Losses are used on their own, too.
    static Require() => TorchContext.Prepare();

    internal static void Temperature(double temperature, string name = "temperature")
    {
        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(
                name,
                temperature,
                "The temperature must be above 0; 0.1 to 0.5 is usual."
            );
        }
    }

    /// <summary>Two matrices of one shape [B, D] with at least one row.</summary>
    internal static void Pair(string loss, Tensor first, string firstName, Tensor second, string secondName)
    {
        ArgumentNullException.ThrowIfNull(first, firstName);
        ArgumentNullException.ThrowIfNull(second, secondName);
        if (first.dim() != 2 || !first.shape.AsSpan().SequenceEqual(second.shape))
        {
            throw new ArgumentException(
                $"{loss} compares two batches of embeddings of one shape [B, D], but {firstName} is {Shape(first)} and {secondName} is {Shape(second)}.",
                secondName
            );
        }

        if (first.size(0) < 1)
        {
            throw new ArgumentException(
                $"{loss} needs at least 1 image, but {firstName} is {Shape(first)}.",
                firstName
            );
        }
    }

    /// <summary>Negatives inside the batch.</summary>
    internal static void OtherImages(string loss, Tensor embeddings, string name)
    {
        if (embeddings.size(0) < 2)
        {
            throw new ArgumentException(
                $"{loss} takes its negatives from the other images of the batch, so it needs at least 2 images, but there is {embeddings.size(0)}.",
                name
            );
        }
    }

    /// <summary>Scores of one positive [B] and K negatives [B, K] for each embedding.</summary>
    internal static void Scores(
        string loss,
        Tensor positives,
        string positivesName,
        Tensor negatives,
        string negativesName
    )
    {
        ArgumentNullException.ThrowIfNull(positives, positivesName);
        ArgumentNullException.ThrowIfNull(negatives, negativesName);
        if (positives.dim() != 1 || negatives.dim() != 2 || positives.size(0) != negatives.size(0))
        {
            throw new ArgumentException(
                $"{loss} compares one positive [B] with K negatives [B, K] for each embedding, but {positivesName} is {Shape(positives)} and {negativesName} is {Shape(negatives)}.",
                negativesName
            );
        }

        if (negatives.numel() < 1)
        {
            throw new ArgumentException(
                $"{loss} needs at least 1 embedding and 1 negative, but {negativesName} is {Shape(negatives)}.",
                negativesName
            );
        }
    }

    /// <summary>One class number for each image of the batch.</summary>
    internal static void Labels(string loss, Tensor labels, string name, long images)
    {
        ArgumentNullException.ThrowIfNull(labels, name);
        if (labels.dim() != 1 || labels.size(0) != images || labels.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"{loss} takes a label for each image, int64 [{images}], -1 for one without, but {name} is {labels.dtype} {Shape(labels)}.",
                name
            );
        }
    }

    internal static void Weight(double weight, string name)
    {
        if (!(weight >= 0 && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(
                name,
                weight,
                "The weight of a term must be 0 or more and finite; 1 is usual."
            );
        }
    }

    internal static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
