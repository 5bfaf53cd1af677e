using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>The random numbers of one view: as many draws as the transforms declare, one column per image of the batch.</summary>
/// <remarks>
/// <para>
/// A transform takes all its chance from here, and nothing from a generator. So every image of a batch gets a view of its own, the view does not depend on
/// which other images are in the batch, and the same draws give the same view again.
/// </para>
/// <para>Tensors obtained here belong to the current dispose scope and live on the device of <see cref="Values"/>. Nothing here waits for a device.</para>
/// </remarks>
/// <example>
/// A custom transform, of two draws: with probability 0.5 it darkens an image by a factor between 0.3 and 1.
/// <code>
/// [Transform(Draws = 2)]
/// public static partial class Shade
/// {
///     public static Tensor Apply(Tensor images, TransformDraws draws)
///     {
///         using var scope = torch.NewDisposeScope();
///         var factors = torch.where(draws.Chance(0, 0.5), draws.Uniform(1, 0.3, 1), draws.Constant(1));   // [N]
///         return images.mul(factors.view(-1, 1, 1, 1)).MoveToOuterDisposeScope();                          // [N, C, H, W]
///     }
/// }
/// </code>
/// </example>
public sealed class TransformDraws
{
    /// <summary>Wraps draws made elsewhere.</summary>
    /// <param name="values">Numbers from [0, 1): float32 [draws, N], on the device of the images. It stays the caller's.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not a float32 matrix.</exception>
    public TransformDraws(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Dimensions != 2 || values.dtype != ScalarType.Float32)
            throw new ArgumentException($"Draws are a float32 tensor [draws, N], but this one is {values.dtype} [{string.Join(", ", values.shape)}].", nameof(values));
        Values = values;
        Count = checked((int)values.size(0));
        Samples = checked((int)values.size(1));
    }

    /// <summary>The raw numbers, float32 [<see cref="Count"/>, <see cref="Samples"/>], each from [0, 1).</summary>
    public Tensor Values { get; }

    /// <summary>Draws of each image.</summary>
    public int Count { get; }

    /// <summary>Images of the batch, N.</summary>
    public int Samples { get; }

    /// <summary>A run of these draws, numbered from 0 again: what one transform of a family gets. No copy.</summary>
    /// <param name="start">The first draw.</param>
    /// <param name="count">How many; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run reaches outside the draws.</exception>
    public TransformDraws Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > Count - count)
            throw new ArgumentOutOfRangeException(nameof(start), $"Draws {start} to {start + (long)count - 1} were asked for, but there are {Count} (numbered from 0).");
        return new TransformDraws(Values.narrow(0, start, count));
    }

    /// <summary>One uniform number from [0, 1) for each image.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <returns>float32 [N]; a view of <see cref="Values"/>, so do not change it in place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw.</exception>
    public Tensor Uniform(int draw)
    {
        if (draw < 0 || draw >= Count)
            throw new ArgumentOutOfRangeException(nameof(draw), $"Draw {draw} was asked for, but there are {Count} (numbered from 0). Declare as many draws as the transform uses.");
        return Values.select(0, draw);
    }

    /// <summary>One uniform number between two bounds for each image.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound; equal bounds give that value.</param>
    /// <returns>float32 [N], the caller's own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw, or the bounds are not finite and in order.</exception>
    public Tensor Uniform(int draw, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentOutOfRangeException(nameof(low), $"A uniform draw from {low} to {high} needs finite bounds, the lower one first.");
        using var raw = Uniform(draw);
        return raw.mul(high - low).add_(low);
    }

    /// <summary>For each image, whether an event of this probability happens.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <param name="probability">From 0 (never) to 1 (always).</param>
    /// <returns>bool [N].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw, or the probability is outside [0, 1].</exception>
    public Tensor Chance(int draw, double probability)
    {
        Require.Probability(probability, nameof(probability));
        using var raw = Uniform(draw);
        return raw.lt(probability);
    }

    /// <summary>The same value for each image, for use beside drawn ones.</summary>
    /// <param name="value">The value.</param>
    /// <returns>float32 [N].</returns>
    public Tensor Constant(double value) => torch.full(Samples, value, dtype: ScalarType.Float32, device: Values.device);
}
