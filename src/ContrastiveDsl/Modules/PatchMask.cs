using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Which patches of each image are visible to an encoder, as for a masked autoencoder (He et al., 2021,
/// arXiv:2111.06377), in an order of their own for each image, and where each of them belongs.
/// </summary>
/// <remarks>
/// Its tensors belong to the dispose scope in which it was made. Nothing here waits for the device.
/// </remarks>
public sealed class PatchMask
{
    private readonly Tensor kept;

    private PatchMask(Tensor order, int visible)
    {
        Visible = visible;
        kept = order.narrow(1, 0, visible);
        Places = order.argsort(1);
        Removed = Places.ge(visible).to(ScalarType.Float32);
    }

    /// <summary>V, the visible patches of each image.</summary>
    public int Visible { get; }

    /// <summary>
    /// The place of each patch in the order of the noise, int64 [N, L]: those below <see cref="Visible"/> are visible.
    /// </summary>
    public Tensor Places { get; }

    /// <summary>1 for a removed patch, 0 for a visible one: float32 [N, L].</summary>
    public Tensor Removed { get; }

    /// <summary>How many patches are visible: the whole number below the share that is not removed.</summary>
    /// <param name="patches">L, the patches of an image.</param>
    /// <param name="maskRatio">The share that is removed, from 0 to 1.</param>
    public static int VisibleOf(int patches, double maskRatio) => (int)(patches * (1 - maskRatio));

    /// <summary>The mask that leaves the patches with the least noise visible.</summary>
    /// <param name="noise">
    /// A number for each patch, float [N, L], different ones for the patches of an image; on the device of the tokens.
    /// </param>
    /// <param name="visible">V, from 1 to L.</param>
    /// <exception cref="ArgumentException">The noise is not [N, L].</exception>
    /// <exception cref="ArgumentOutOfRangeException">V is below 1 or above L.</exception>
    public static PatchMask Of(Tensor noise, int visible)
    {
        ArgumentNullException.ThrowIfNull(noise);
        if (noise.dim() != 2)
        {
            throw new ArgumentException(
                $"The noise has a number for each patch of each image, [N, L], but it is [{string.Join(", ", noise.shape)}].",
                nameof(noise)
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(visible, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(visible, noise.size(1));
        return new PatchMask(noise.argsort(1), visible);
    }

    /// <summary>
    /// The mask of smaller patches: where this one has a patch of a square image, that one has a square of them, all of
    /// which are visible or removed as the large one is.
    /// </summary>
    /// <param name="along">How many small patches lie along the side of a large one, at least 1.</param>
    /// <returns>A mask of <c>along² · L</c> patches, whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="InvalidOperationException">L is not a square number.</exception>
    public PatchMask Split(int along)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(along, 1);
        var (count, patches) = (Places.size(0), Places.size(1));
        var side = (long)Math.Round(Math.Sqrt(patches));
        if (side * side != patches)
        {
            throw new InvalidOperationException($"{patches} patches are not those of a square image.");
        }

        // Small patches take the places that follow each other from that of their large one on.
        var area = along * along;
        var within = torch.arange(area, ScalarType.Int64, Places.device).view(1, 1, along, 1, along);
        var places = Places.mul(area).view(count, side, 1, side, 1).add(within).reshape(count, patches * area);
        return new PatchMask(places.argsort(1), Visible * area);
    }

    /// <summary>Puts another token in place of those of removed patches.</summary>
    /// <param name="patches">A token for each patch, [N, L, D], in the order of the patches.</param>
    /// <param name="missing">The token of all removed patches, [1, 1, D].</param>
    /// <returns>[N, L, D], with gradients to the visible tokens and to the other one.</returns>
    /// <exception cref="ArgumentException">There are other images or patches than the mask's.</exception>
    public Tensor Replace(Tensor patches, Tensor missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        Require(patches, Places.size(1), nameof(patches));
        using var scope = torch.NewDisposeScope();
        return torch.where(Places.ge(Visible).unsqueeze(-1), missing, patches).MoveToOuterDisposeScope();
    }

    /// <summary>The visible ones of tokens, by rising noise.</summary>
    /// <param name="patches">A token for each patch, [N, L, D], in the order of the patches.</param>
    /// <returns>[N, V, D], with gradients to the visible tokens.</returns>
    /// <exception cref="ArgumentException">There are other images or patches than the mask's.</exception>
    public Tensor Keep(Tensor patches)
    {
        Require(patches, Places.size(1), nameof(patches));
        using var scope = torch.NewDisposeScope();
        return Gather(patches, kept).MoveToOuterDisposeScope();
    }

    /// <summary>The same for tokens with that of the class before them, which stays.</summary>
    /// <param name="tokens">[N, 1 + L, D].</param>
    /// <returns>[N, 1 + V, D].</returns>
    /// <exception cref="ArgumentException">There are other images or patches than the mask's.</exception>
    public Tensor KeepVisible(Tensor tokens)
    {
        var count = Places.size(1);
        Require(tokens, 1 + count, nameof(tokens));
        using var scope = torch.NewDisposeScope();
        var visible = Gather(tokens.narrow(1, 1, count), kept);
        return torch.cat(new[] { tokens.narrow(1, 0, 1), visible }, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Puts tokens back where their patches lie, and another token wherever one was removed.</summary>
    /// <param name="tokens">[N, 1 + V, D], the class token before those of the visible patches by rising noise.</param>
    /// <param name="missing">The token of all removed patches, [1, 1, D].</param>
    /// <returns>[N, 1 + L, D], with gradients to both.</returns>
    /// <exception cref="ArgumentException">There are other images or visible patches than the mask's.</exception>
    public Tensor Restore(Tensor tokens, Tensor missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        Require(tokens, 1 + Visible, nameof(tokens));
        using var scope = torch.NewDisposeScope();
        var removed = missing.expand(tokens.size(0), Places.size(1) - Visible, -1);
        var patches = torch.cat(new[] { tokens.narrow(1, 1, Visible), removed }, 1);
        return torch.cat(new[] { tokens.narrow(1, 0, 1), Gather(patches, Places) }, 1).MoveToOuterDisposeScope();
    }

    private static Tensor Gather(Tensor tokens, Tensor places) =>
        tokens.gather(1, places.unsqueeze(-1).expand(-1, -1, tokens.size(2)));

    private void Require(Tensor tokens, long count, string name)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.dim() != 3 || tokens.size(0) != Places.size(0) || tokens.size(1) != count)
        {
            throw new ArgumentException(
                $"This mask is for tokens [{Places.size(0)}, {count}, D], but they are [{string.Join(", ", tokens.shape)}].",
                name
            );
        }
    }
}
