using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// The random numbers of one view: as many draws as the transforms declare, one column per image of the batch.
/// </summary>
/// <remarks>
/// <para>
/// A transform takes all its chance from here, and nothing from a generator. So every image of a batch gets a view of
/// its own, the view does not depend on which other images are in the batch, and the same draws give the same view
/// again.
/// </para>
/// <para>Tensors obtained here belong to the current dispose scope and live on the device of <see cref="Values"/>.
/// Nothing here waits for a device.</para>
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
/// return images.mul(factors.view(-1, 1, 1, 1)).MoveToOuterDisposeScope(); // [N, C, H, W]
///     }
/// }
/// </code>
/// </example>
public sealed class TransformDraws
{
    // Views may be made without any module.
    static TransformDraws() => TorchContext.Prepare();

    /// <summary>Wraps draws made elsewhere.</summary>
    /// <param name="values">
    /// Numbers from [0, 1): float32 [draws, N], on the device of the images. It stays the caller's.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not a float32 matrix.</exception>
    public TransformDraws(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Dimensions != 2 || values.dtype != ScalarType.Float32)
        {
            throw new ArgumentException(
                $"Draws are a float32 tensor [draws, N], but this one is {values.dtype} [{string.Join(", ", values.shape)}].",
                nameof(values)
            );
        }

        Values = values;
        Count = checked((int)values.size(0));
        Samples = checked((int)values.size(1));
    }

    /// <summary>
    /// Draws the numbers of one view of a batch, each a function of (seed, epoch, sample, view, draw).
    /// </summary>
    /// <param name="random">Where the numbers come from; stream <see cref="RandomStream.Views"/>.</param>
    /// <param name="batch">The batch; its epoch and samples say which numbers.</param>
    /// <param name="view">The number of the view among all of the step, from 0.</param>
    /// <param name="count">Draws of each image: the sum over the family's transforms.</param>
    /// <param name="images">
    /// The images that are to be transformed: one of each sample, or P of each, those of one sample side by side, such
    /// as its patches. Then each counts as a view of its
    /// own, <paramref name="view"/> to <paramref name="view"/> + P - 1.
    /// </param>
    /// <returns>Draws for as many images, on their device, in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">The number of images is no multiple of the batch's size.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="view"/> or <paramref name="count"/> is below 0 or
    /// beyond the limits of <see cref="RandomSource"/>.</exception>
    public static TransformDraws Sample(RandomSource random, Batch batch, int view, int count, ImageBatch images)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(images);
        var samples = batch.Samples.Length;
        if (images.Count == 0 || images.Count % samples != 0)
        {
            throw new ArgumentException(
                $"A batch of {samples} samples has one image of each, or n of each, those of a sample in a row, but these are {images.Count} images.",
                nameof(images)
            );
        }

        var each = checked((int)(images.Count / samples));
        var draws = ViewDraws.Sample(random, batch, each, count, images.Device, firstView: view);
        return each == 1 ? draws[0] : draws.Joint(0, each);
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
        {
            throw new ArgumentOutOfRangeException(
                nameof(start),
                $"Draws {start} to {start + (long)count - 1} were asked for, but there are {Count} (numbered from 0)."
            );
        }

        return new TransformDraws(Values.narrow(0, start, count));
    }

    /// <summary>One uniform number from [0, 1) for each image.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <returns>float32 [N]; a view of <see cref="Values"/>, so do not change it in place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw.</exception>
    public Tensor Uniform(int draw)
    {
        if (draw < 0 || draw >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(draw),
                $"Draw {draw} was asked for, but there are {Count} (numbered from 0). Declare as many draws as the transform uses."
            );
        }

        return Values.select(0, draw);
    }

    /// <summary>One uniform number between two bounds for each image.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound; equal bounds give that value.</param>
    /// <returns>float32 [N], the caller's own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such draw, or the bounds are not finite and in order.
    /// </exception>
    public Tensor Uniform(int draw, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new ArgumentOutOfRangeException(
                nameof(low),
                FormattableString.Invariant(
                    $"A uniform draw from {low} to {high} needs finite bounds, the lower one first."
                )
            );
        }

        using var raw = Uniform(draw);
        return raw.mul(high - low).add_(low);
    }

    /// <summary>For each image, whether an event of this probability happens.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <param name="probability">From 0 (never) to 1 (always).</param>
    /// <returns>bool [N].</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such draw, or the probability is outside [0, 1].
    /// </exception>
    public Tensor Chance(int draw, double probability)
    {
        Require.Probability(probability, nameof(probability));
        using var raw = Uniform(draw);
        return raw.lt(probability);
    }

    /// <summary>The same value for each image, for use beside drawn ones.</summary>
    /// <param name="value">The value.</param>
    /// <returns>float32 [N].</returns>
    public Tensor Constant(double value) =>
        torch.full(Samples, value, dtype: ScalarType.Float32, device: Values.device);
}
