using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of SimMIM (Xie et al., 2021, arXiv:2111.09886): pixels of masked patches as they are and as they are
/// predicted.
/// </summary>
public static class L1Reconstruction
{
    /// <summary>
    /// The mean absolute distance of the pixels of a patch and of what was predicted, the mean over the masked patches
    /// of the whole batch: <c>Σ mask · mean(|reconstruction - patch|) / Σ mask</c>.
    /// </summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). Near 0.8 where pixels are normal with deviation 1 and zeros are
    /// predicted. A mask without any masked patch has no loss and gives no number: nothing here waits to look.
    /// </remarks>
    /// <param name="patches">The pixels, [B, L, P]: L patches of P numbers each. They get no gradient.</param>
    /// <param name="reconstructions">What was predicted, [B, L, P], on the same device.</param>
    /// <param name="mask">[B, L]: 1 for a patch that was masked, 0 for a visible one. It gets no gradient.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with a gradient to the reconstructions.</returns>
    /// <exception cref="ArgumentException">
    /// The patches and reconstructions are not of one shape [B, L, P], none of them 0, or the mask is not [B, L].
    /// </exception>
    public static Tensor Loss(Tensor patches, Tensor reconstructions, Tensor mask)
    {
        MaskedPatches.Check(patches, reconstructions, mask);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(patches, reconstructions);
        var errors = reconstructions.to(precision).sub(patches.detach().to(precision)).abs().mean([-1L]); // [B, L]
        return MaskedPatches.Mean(errors, mask).MoveToOuterDisposeScope();
    }
}
