using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of VICReg (Bardes, Ponce and LeCun, 2021, arXiv:2105.04906, equations 1 to 6): the views of an image shall
/// have one embedding (invariance), each component shall differ between images (variance), and no two components shall
/// say the same (covariance). Each term is there alone too, to be watched.
/// </summary>
public static class Vicreg
{
    private const string Name = "VICReg's loss";

    // The paper's γ: what the deviation of each component shall be at least.
    private const double Deviation = 1;

    // The paper's ε, added to the variance: the root has no finite slope at 0.
    private const double Epsilon = 1e-4;

    /// <summary>
    /// <c>λ s(z0, z1) + μ ½(v(z0) + v(z1)) + ν (c(z0) + c(z1))</c>, with the terms s of <see cref="Invariance"/>, v of
    /// <see cref="Variance"/> and c of <see cref="Covariance"/>.
    /// </summary>
    /// <remarks>
    /// As in the authors' code; the paper's equation 6 is without the ½, so that its μ counts twice. Embeddings are not
    /// normalized: their scale is what the variance looks after. Computed in float32 (float64 stays float64). Equal
    /// embeddings of all images and views give 0.99 μ: the root of ε remains of the deviation.
    /// </remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="invarianceWeight">λ, 0 or more; 25 in the paper.</param>
    /// <param name="varianceWeight">μ, 0 or more; 25 in the paper. Without it embeddings become one point.</param>
    /// <param name="covarianceWeight">ν, 0 or more; 1 in the paper.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape, or there are fewer than 2 images or no components.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite, or all are 0.</exception>
    public static Tensor Loss(
        Tensor z0,
        Tensor z1,
        double invarianceWeight,
        double varianceWeight,
        double covarianceWeight
    )
    {
        Decorrelation.Require(Name, z0, nameof(z0), z1, nameof(z1));
        RequireWeight(invarianceWeight, nameof(invarianceWeight), 25);
        RequireWeight(varianceWeight, nameof(varianceWeight), 25);
        RequireWeight(covarianceWeight, nameof(covarianceWeight), 1);
        if (invarianceWeight + varianceWeight + covarianceWeight <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(invarianceWeight),
                invarianceWeight,
                "One of the three weights must be above 0."
            );
        }

        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(z0, z1);
        var (precise0, precise1) = (z0.to(precision), z1.to(precision));
        var (centered0, centered1) = (Decorrelation.Centered(precise0), Decorrelation.Centered(precise1));
        var invariance = MeanSquare(precise0, precise1);
        var variance = Hinge(centered0).add(Hinge(centered1)).mul(0.5);
        var covariance = Redundancy(centered0).add(Redundancy(centered1));
        return invariance
            .mul(invarianceWeight)
            .add(variance.mul(varianceWeight))
            .add(covariance.mul(covarianceWeight))
            .MoveToOuterDisposeScope();
    }

    /// <summary>The mean of <c>(z0 - z1)²</c> over all images and components: equation 5, divided by D too.</summary>
    /// <remarks>That is what the authors' code does. Computed in float32 (float64 stays float64).</remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <returns>A scalar, 0 or more, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape, or there are fewer than 2 images or no components.
    /// </exception>
    public static Tensor Invariance(Tensor z0, Tensor z1)
    {
        Decorrelation.Require(Name, z0, nameof(z0), z1, nameof(z1));
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(z0, z1);
        return MeanSquare(z0.to(precision), z1.to(precision)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The mean over the components of <c>max(0, 1 - √(variance + 0.0001))</c>, with the unbiased variance over the
    /// batch.
    /// </summary>
    /// <remarks>
    /// 0 where each component has a deviation of 1 or more, 0.99 where all images have one embedding. Computed in
    /// float32 (float64 stays float64).
    /// </remarks>
    /// <param name="z">Embeddings of one view, [B, D], not normalized.</param>
    /// <returns>A scalar from 0 to 0.99, float32 (float64 if z is), with a gradient to z.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not [B, D] of at least 2 images and 1 component.
    /// </exception>
    public static Tensor Variance(Tensor z)
    {
        Decorrelation.Require(Name, z, nameof(z));
        using var scope = torch.NewDisposeScope();
        return Hinge(Decorrelation.Centered(z.to(UnitRows.Precision(z)))).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// <c>1/D Σᵢ Σ_{j≠i} Covᵢⱼ²</c>, with the unbiased covariance [D, D] of the components over the batch.
    /// </summary>
    /// <remarks>0 where no two components are correlated. Computed in float32 (float64 stays float64).</remarks>
    /// <param name="z">Embeddings of one view, [B, D], not normalized.</param>
    /// <returns>A scalar, 0 or more, float32 (float64 if z is), with a gradient to z.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not [B, D] of at least 2 images and 1 component.
    /// </exception>
    public static Tensor Covariance(Tensor z)
    {
        Decorrelation.Require(Name, z, nameof(z));
        using var scope = torch.NewDisposeScope();
        return Redundancy(Decorrelation.Centered(z.to(UnitRows.Precision(z)))).MoveToOuterDisposeScope();
    }

    private static Tensor MeanSquare(Tensor z0, Tensor z1) => z0.sub(z1).square().mean();

    private static Tensor Hinge(Tensor centered)
    {
        var variances = centered.square().sum(dim: 0L).div(centered.size(0) - 1); // [D]
        return variances.add(Epsilon).sqrt().neg().add(Deviation).relu().mean();
    }

    private static Tensor Redundancy(Tensor centered)
    {
        var covariance = centered.t().mm(centered).div(centered.size(0) - 1); // [D, D]
        return Decorrelation.SquaresOffDiagonal(covariance).div(centered.size(1));
    }

    private static void RequireWeight(double weight, string name, double usual)
    {
        if (!(weight >= 0 && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(
                name,
                weight,
                FormattableString.Invariant($"The weight of a term must be 0 or more and finite; {usual} is usual.")
            );
        }
    }
}
