using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>The negative cosine similarity of SimSiam (Chen and He, 2020, arXiv:2011.10566, equation 1).</summary>
public static class NegativeCosine
{
    /// <summary>
    /// One direction: <c>-cos(p, z)</c>, the mean over the batch, from -1 to 1. The method's loss is the mean of both
    /// directions.
    /// </summary>
    /// <remarks>Normalized here, in float32 (float64 stays float64). Equal embeddings give -1.</remarks>
    /// <param name="predictions">Predictions of one view, [B, D], not normalized.</param>
    /// <param name="targets">
    /// Projections of the other view, [B, D], not normalized. They get no gradient: this is SimSiam's stop-gradient.
    /// </param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to the predictions.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not two matrices of one shape with at least one row.
    /// </exception>
    public static Tensor Loss(Tensor predictions, Tensor targets)
    {
        Require.Pair("The negative cosine", predictions, nameof(predictions), targets, nameof(targets));
        using var scope = torch.NewDisposeScope();
        return UnitRows.MeanCosine(predictions, targets).neg().MoveToOuterDisposeScope();
    }
}
