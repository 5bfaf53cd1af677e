using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>What losses of masked patches have in common: what they take, and which patches count.</summary>
internal static class MaskedPatches
{
    static MaskedPatches() => TorchContext.Prepare();

    /// <summary>Checks shapes: patches and reconstructions [B, L, P], the mask [B, L].</summary>
    public static void Check(Tensor patches, Tensor reconstructions, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentNullException.ThrowIfNull(reconstructions);
        ArgumentNullException.ThrowIfNull(mask);
        if (patches.dim() != 3 || patches.numel() == 0 || !patches.shape.AsSpan().SequenceEqual(reconstructions.shape))
        {
            throw new ArgumentException(
                $"Patches and reconstructions are both [B, L, P], but they are {Require.Shape(patches)} and {Require.Shape(reconstructions)}.",
                nameof(reconstructions)
            );
        }

        if (!mask.shape.AsSpan().SequenceEqual(patches.shape.AsSpan(0, 2)))
        {
            throw new ArgumentException(
                $"The mask has a number for each patch, [{patches.size(0)}, {patches.size(1)}], but it is {Require.Shape(mask)}.",
                nameof(mask)
            );
        }
    }

    /// <summary>
    /// The mean of a number for each patch, [B, L], over those that a mask counts, of the whole batch.
    /// </summary>
    public static Tensor Mean(Tensor errors, Tensor mask)
    {
        var counts = mask.detach().to(errors.dtype);
        return errors.mul(counts).sum().div(counts.sum());
    }
}
