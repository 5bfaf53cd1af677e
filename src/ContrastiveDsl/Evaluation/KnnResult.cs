using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// What a nearest-neighbor classifier says about each query. The tensors belong to the dispose scope in which they
/// were made.
/// </summary>
/// <param name="Predictions">The class with the largest score, int64 [Q].</param>
/// <param name="Scores">The sum of its neighbors' votes for each class, float32 [Q, classes].</param>
/// <param name="Neighbors">The positions of the nearest features in the bank, nearest first, int64 [Q, k].</param>
public sealed record KnnResult(Tensor Predictions, Tensor Scores, Tensor Neighbors) : IDisposable
{
    /// <summary>The share of queries whose prediction is right, in [0, 1]. Waits for the device.</summary>
    /// <param name="labels">The true classes, int64 [Q], on the device of the predictions.</param>
    /// <exception cref="ArgumentException">There is not one label for each query.</exception>
    public double Accuracy(Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Dimensions != 1 || labels.size(0) != Predictions.size(0))
        {
            throw new ArgumentException(
                $"{Predictions.size(0)} queries were classified, but the labels have shape [{string.Join(", ", labels.shape)}].",
                nameof(labels)
            );
        }

        using var scope = torch.NewDisposeScope();
        return (double)Predictions.eq(labels).sum().ToInt64() / labels.size(0);
    }

    /// <summary>Frees the three tensors.</summary>
    public void Dispose()
    {
        Predictions.Dispose();
        Scores.Dispose();
        Neighbors.Dispose();
    }
}
