using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of Barlow Twins (Zbontar et al., 2021, arXiv:2103.03230, equations 1 and 2): each component of the
/// embeddings shall be the same for both views of an image, and tell nothing about the other components.
/// </summary>
public static class BarlowTwins
{
    private const string Name = "Barlow Twins' loss";

    // Added to the variance, as batch normalization does, with which the authors standardize.
    private const double Epsilon = 1e-5;

    /// <summary>
    /// <c>Σᵢ (1 - Cᵢᵢ)² + λ Σᵢ Σ_{j≠i} Cᵢⱼ²</c>, C [D, D] being the cross-correlation of the components of both views
    /// over the batch.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Each view's components are standardized by themselves, with their mean and biased variance over the batch, so
    /// that their scale, shift and sign do not matter as long as both views share them. There is no scale in front:
    /// the first term begins near D and the second near λ D²/B. Computed in float32 (float64 stays float64).
    /// </para>
    /// <para>
    /// Equal embeddings of all images have no correlation and give D, with a gradient of 0. Embeddings whose
    /// components are uncorrelated and equal in both views give 0.
    /// </para>
    /// </remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="lambda">λ, the weight of the redundancy, above 0; 0.0051 in the authors' code.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape, or there are fewer than 2 images or no components.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">λ is not above 0, or not finite.</exception>
    public static Tensor Loss(Tensor z0, Tensor z1, double lambda)
    {
        Decorrelation.Require(Name, z0, nameof(z0), z1, nameof(z1));
        if (!(lambda > 0 && double.IsFinite(lambda)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda),
                lambda,
                "The weight of the redundancy must be above 0 and finite; 0.005 is usual."
            );
        }

        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(z0, z1);
        var (standard0, standard1) = (Standardized(z0.to(precision)), Standardized(z1.to(precision)));
        var correlation = standard0.t().mm(standard1).div(z0.size(0)); // [D, D]
        var invariance = correlation.diagonal().sub(1).square().sum();
        var redundancy = Decorrelation.SquaresOffDiagonal(correlation);
        return invariance.add(redundancy.mul(lambda)).MoveToOuterDisposeScope();
    }

    /// <summary>z [B, D], each component with a mean of 0 and a variance of 1; a constant one becomes 0.</summary>
    private static Tensor Standardized(Tensor z)
    {
        var centered = Decorrelation.Centered(z);
        return centered.div(centered.square().mean(new long[] { 0 }).add(Epsilon).sqrt());
    }
}
