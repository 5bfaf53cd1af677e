using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of masked autoencoders (He et al., 2021, arXiv:2111.06377): pixels of removed patches as they are and as
/// they are painted.
/// </summary>
public static class Reconstruction
{
    // Added to the variance of a patch, as in the authors' code: a patch of one color has none.
    private const double Epsilon = 1e-6;

    /// <summary>
    /// The mean squared distance of the pixels of a patch and of what was painted, the mean over the removed patches of
    /// the whole batch: <c>Σ mask · mean((reconstruction - patch)²) / Σ mask</c>.
    /// </summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). Near 1 where patches are normalized and zeros are painted. A mask
    /// without any removed patch has no loss and gives no number: nothing here waits to look.
    /// </remarks>
    /// <param name="patches">The pixels, [B, L, P]: L patches of P numbers each. They get no gradient.</param>
    /// <param name="reconstructions">What was painted, [B, L, P], on the same device.</param>
    /// <param name="mask">[B, L]: 1 for a patch that was removed, 0 for a visible one. It gets no gradient.</param>
    /// <param name="normalizePatches">
    /// Whether the pixels of each patch are brought to mean 0 and deviation 1 first, with the unbiased variance; then a
    /// patch has two numbers or more.
    /// </param>
    /// <returns>A scalar, float32 (float64 if an input is), with a gradient to the reconstructions.</returns>
    /// <exception cref="ArgumentException">
    /// The patches and reconstructions are not of one shape [B, L, P], none of them 0, the mask is not [B, L], or a
    /// patch that shall be normalized has a single number.
    /// </exception>
    public static Tensor Loss(Tensor patches, Tensor reconstructions, Tensor mask, bool normalizePatches)
    {
        Check(patches, reconstructions, mask, normalizePatches);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(patches, reconstructions);
        var target = patches.detach().to(precision);
        if (normalizePatches)
        {
            var centered = target.sub(target.mean([-1L], keepdim: true));
            var variance = centered.square().sum(dim: -1L, keepdim: true).div(target.size(2) - 1);
            target = centered.div(variance.add(Epsilon).sqrt());
        }

        var errors = reconstructions.to(precision).sub(target).square().mean([-1L]); // [B, L]
        return MaskedPatches.Mean(errors, mask).MoveToOuterDisposeScope();
    }

    private static void Check(Tensor patches, Tensor reconstructions, Tensor mask, bool normalizePatches)
    {
        MaskedPatches.Check(patches, reconstructions, mask);
        if (normalizePatches && patches.size(2) == 1)
        {
            throw new ArgumentException(
                "A patch of a single number has no deviation to divide by: do not normalize, or take larger patches.",
                nameof(patches)
            );
        }
    }
}
