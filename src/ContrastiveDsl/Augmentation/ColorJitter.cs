using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Brightness, contrast, saturation and hue by chance: factors of each image's own, in an order of each image's own
/// (SimCLR, Chen et al., 2020, arXiv:2002.05709, appendix A).
/// </summary>
public static class ColorJitter
{
    /// <summary>Draws used: gate, brightness, contrast, saturation, hue, order.</summary>
    public const int DrawCount = 6;

    private const int HueDraw = 4;
    private const int OrderDraw = 5;

    /// <summary>
    /// Adjusts each image with the given probability; values are clipped to [0, 1] after every adjustment.
    /// </summary>
    /// <remarks>
    /// Every order of the adjustments in use is equally likely for every image. All images go through the same
    /// operations: brightness, contrast and saturation are one operation, a blend with black, the mean luma or the
    /// pixel's luma, so a round of it can be a different adjustment for each image; hue comes once, with as many rounds
    /// before it as after it, of which each image skips those that are not its turn.
    /// </remarks>
    /// <param name="images">
    /// Floating point [N, C, H, W] with values in [0, 1] and 1 or 3 channels; with one channel saturation and hue do
    /// nothing.
    /// </param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="brightness">
    /// The factor is uniform from max(0, 1 - brightness) to 1 + brightness; 0 turns it off.
    /// </param>
    /// <param name="contrast">Likewise for the contrast.</param>
    /// <param name="saturation">Likewise for the saturation.</param>
    /// <param name="hue">
    /// The shift is uniform from -hue to hue turns of the color circle; at most 0.5; 0 turns it off.
    /// </param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">
    /// The images or the draws have the wrong shape, or there are neither 1 nor 3 channels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A strength or the probability is out of its range.</exception>
    public static Tensor Apply(
        Tensor images,
        TransformDraws draws,
        double brightness = 0,
        double contrast = 0,
        double saturation = 0,
        double hue = 0,
        double probability = 1
    )
    {
        var sizes = Require.Images(images);
        Require.Draws(draws, DrawCount, sizes.Count);
        RequireStrength(brightness, nameof(brightness));
        RequireStrength(contrast, nameof(contrast));
        RequireStrength(saturation, nameof(saturation));
        if (!(hue >= 0 && hue <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(hue), hue, "The hue shifts by at most half a turn: 0 to 0.5.");
        }

        var colored = sizes.Channels != 1;
        if (colored && (contrast > 0 || saturation > 0 || hue > 0))
        {
            ColorAdjustment.RequireColors(sizes);
        }

        var plan = JitterPlan.Of(brightness > 0, contrast > 0, saturation > 0 && colored, hue > 0 && colored);
        if (plan.Adjustments == 0)
        {
            return images.alias();
        }

        using var scope = torch.NewDisposeScope();
        var gate = draws.Chance(0, probability);
        var order = draws.Uniform(OrderDraw, 0, plan.Orders).to(ScalarType.Int64).clamp_max_(plan.Orders - 1);
        double[] strengths = [brightness, contrast, saturation];
        var rounds = plan.Rounds > 0 ? new JitterRounds(plan, draws, gate, order, strengths) : null;
        var x = images;
        for (var round = 0; round < plan.Rounds; round++)
        {
            if (plan.HasHue && round == plan.Rounds / 2)
            {
                x = Replace(x, images, ShiftHue(x, draws, gate, hue));
            }

            x = Replace(x, images, rounds!.Apply(x, sizes, round));
        }

        if (plan.Rounds == 0)
        {
            x = ShiftHue(x, draws, gate, hue);
        }

        return x.MoveToOuterDisposeScope();
    }

    // Frees each step's images at once: a batch of them is large, and there may be seven steps.
    private static Tensor Replace(Tensor old, Tensor images, Tensor next)
    {
        if (!ReferenceEquals(old, images))
        {
            old.Dispose();
        }

        return next;
    }

    private static Tensor ShiftHue(Tensor x, TransformDraws draws, Tensor gate, double hue)
    {
        using var shifted = ColorAdjustment.Hue(x, draws.Uniform(HueDraw, -hue, hue));
        // Not a shift of 0, which would round.
        return torch.where(gate.view(-1, 1, 1, 1), shifted, x);
    }

    private static void RequireStrength(double strength, string name)
    {
        if (!(strength >= 0 && double.IsFinite(strength)))
        {
            throw new ArgumentOutOfRangeException(name, strength, "The strength of a jitter is 0 or more.");
        }
    }
}
