using ContrastiveDsl;
using static TorchSharp.torch;

namespace CustomParts;

/// <summary>
/// A loss: views of one image shall be near to each other, and all images spread over the sphere (Wang and Isola, 2020,
/// arXiv:2005.10242).
/// </summary>
[Loss]
public static partial class AlignmentUniformity
{
    /// <summary>Projections of both views, 2 x [B, D], not normalized, to a scalar.</summary>
    public static Tensor Compute(Tensor z0, Tensor z1)
    {
        using var scope = NewDisposeScope();
        var (u0, u1) = (nn.functional.normalize(z0), nn.functional.normalize(z1));
        var alignment = (u0 - u1).square().sum(dim: 1L).mean();
        return (alignment + (Uniformity(u0) + Uniformity(u1)) / 2).MoveToOuterDisposeScope();
    }

    /// <summary>The logarithm of the mean of exp(−2d²) over pairs of different images.</summary>
    private static Tensor Uniformity(Tensor units)
    {
        var count = units.size(0);
        var near = (units.mm(units.t()) * 4 - 4).exp();
        return ((near.sum() - near.diagonal().sum()) / (count * (count - 1.0))).log();
    }
}
