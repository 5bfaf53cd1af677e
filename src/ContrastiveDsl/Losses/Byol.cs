using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of BYOL (Grill et al., 2020, arXiv:2006.07733, equation 2): a prediction shall have the direction of the
/// target network's projection of the other view.
/// </summary>
public static class Byol
{
    /// <summary>
    /// One direction: the mean over the batch of <c>‖p̄ − z̄‖² = 2 − 2 cos(p, z)</c>, from 0 to 4. The method's loss is
    /// the sum of both directions.
    /// </summary>
    /// <remarks>Normalized here, in float32 (float64 stays float64). Equal embeddings give 0.</remarks>
    /// <param name="predictions">Predictions of one view by the online network, [B, D], not normalized.</param>
    /// <param name="targets">
    /// Projections of the other view by the target network, [B, D], not normalized. They get no gradient.
    /// </param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to the predictions.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not two matrices of one shape with at least one row.
    /// </exception>
    public static Tensor Loss(Tensor predictions, Tensor targets)
    {
        Require.Pair("BYOL's loss", predictions, nameof(predictions), targets, nameof(targets));
        using var scope = torch.NewDisposeScope();
        return UnitRows.MeanCosine(predictions, targets).mul(-2).add(2).MoveToOuterDisposeScope();
    }
}
