using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of "Run Away From your Teacher" (Shi et al., 2020, arXiv:2011.10944), and of the form of BYOL, BYOL′, that
/// it is derived from.
/// </summary>
public static class Raft
{
    private const string Name = "RAFT's loss";

    /// <summary>
    /// <c>α · L_align − β · L_cross</c>, or plus for BYOL′, with <c>L_align = mean ‖p̄0 − p̄1‖²</c> between the
    /// predictions of the two views and
    /// <c>L_cross = ½ (mean ‖p̄0 − t̄0‖² + mean ‖p̄1 − t̄1‖²)</c> between each prediction and the target network's
    /// projection of the same view.
    /// </summary>
    /// <remarks>
    /// Normalized here, in float32 (float64 stays float64). The alignment has gradients to both predictions. Equal
    /// embeddings give 0; the value of RAFT may be negative, from -4β to 4α, so a falling loss alone says little.
    /// </remarks>
    /// <param name="predictions0">The online network's predictions of the first views, [B, D], not normalized.</param>
    /// <param name="predictions1">Those of the second views, [B, D].</param>
    /// <param name="targets0">
    /// The target network's projections of the first views, [B, D], not normalized. They get no gradient.
    /// </param>
    /// <param name="targets1">Those of the second views, [B, D].</param>
    /// <param name="alignment">The weight α, 0 or more; 1 in the paper.</param>
    /// <param name="cross">The weight β, 0 or more; 1 in the paper.</param>
    /// <param name="objective">Whether the cross term is subtracted (RAFT) or added (BYOL′).</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to the predictions.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not four matrices of one shape with at least one row.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A weight is negative or not finite, or there is no such objective.
    /// </exception>
    public static Tensor Loss(
        Tensor predictions0,
        Tensor predictions1,
        Tensor targets0,
        Tensor targets1,
        double alignment,
        double cross,
        RaftObjective objective
    )
    {
        Require.Pair(Name, predictions0, nameof(predictions0), predictions1, nameof(predictions1));
        Require.Pair(Name, predictions0, nameof(predictions0), targets0, nameof(targets0));
        Require.Pair(Name, predictions1, nameof(predictions1), targets1, nameof(targets1));
        Require.Weight(alignment, nameof(alignment));
        Require.Weight(cross, nameof(cross));
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(predictions0, predictions1, targets0, targets1);
        var (unit0, unit1) = (UnitRows.Of(predictions0, precision), UnitRows.Of(predictions1, precision));
        var aligned = Distance(unit0, unit1);
        var crossed = Distance(unit0, UnitRows.Of(targets0.detach(), precision))
            .add(Distance(unit1, UnitRows.Of(targets1.detach(), precision)))
            .mul(0.5);
        return aligned.mul(alignment).add(crossed.mul(Sign(objective) * cross)).MoveToOuterDisposeScope();
    }

    /// <summary>The mean squared distance of unit rows, by their cosines.</summary>
    private static Tensor Distance(Tensor unit0, Tensor unit1) => UnitRows.Products(unit0, unit1).mean().mul(-2).add(2);

    private static int Sign(RaftObjective objective) =>
        objective switch
        {
            RaftObjective.RunAway => -1,
            RaftObjective.ByolPrime => 1,
            _ => throw new ArgumentOutOfRangeException(
                nameof(objective),
                objective,
                "The objective must be RunAway or ByolPrime."
            ),
        };
}
