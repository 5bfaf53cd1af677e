using System.Buffers;
using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>The random numbers of all views of a batch.</summary>
public sealed class ViewDraws
{
    private readonly Tensor values;
    private readonly TransformDraws[] views;

    private ViewDraws(Tensor values, int count)
    {
        this.values = values;
        views = new TransformDraws[count];
        for (var view = 0; view < count; view++)
        {
            views[view] = new TransformDraws(values.select(0, view));
        }
    }

    /// <summary>Number of views.</summary>
    public int Views => views.Length;

    /// <summary>The raw numbers of all views: float32 [views, draws, N], each from [0, 1).</summary>
    public Tensor Values => values;

    /// <summary>The draws of one view.</summary>
    /// <param name="view">Which view, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such view.</exception>
    public TransformDraws this[int view] =>
        view >= 0 && view < views.Length
            ? views[view]
            : throw new ArgumentOutOfRangeException(
                nameof(view),
                $"View {view} was asked for, but draws were made for {views.Length} (numbered from 0)."
            );

    /// <summary>
    /// The draws of several views side by side, for transforms of images that came apart into patches: chances of its
    /// own for each patch.
    /// </summary>
    /// <param name="firstView">The first view, from 0.</param>
    /// <param name="count">How many views, at least 1: one for each patch of an image.</param>
    /// <returns>
    /// Draws for N·<paramref name="count"/> images, each sample's together: image n·<paramref name="count"/> + v has
    /// the draws that view <paramref name="firstView"/> + v gives sample n. Their tensor belongs to the current dispose
    /// scope.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Some of these views do not exist, or <paramref name="count"/> is below 1.
    /// </exception>
    public TransformDraws Joint(int firstView, int count)
    {
        if (firstView < 0 || count < 1 || firstView > views.Length - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstView),
                $"{count} views from {firstView} on were asked for, but draws were made for {views.Length} (numbered from 0)."
            );
        }

        using var scope = torch.NewDisposeScope();
        // From [count, draws, N].
        var columns = values
            .narrow(0, firstView, count)
            .permute(1, 2, 0)
            .reshape(values.size(1), values.size(2) * count);
        return new TransformDraws(columns.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Draws the numbers of a batch, each a function of (seed, epoch, sample, view, draw), and sends them to the device
    /// in one upload.
    /// </summary>
    /// <param name="random">Where the numbers come from; stream <see cref="RandomStream.Views"/>.</param>
    /// <param name="batch">The batch; its epoch and samples say which numbers.</param>
    /// <param name="views">Views of each image.</param>
    /// <param name="count">Draws of each image and view: the sum over the family's transforms.</param>
    /// <param name="device">The device of the images.</param>
    /// <param name="firstView">
    /// The number of the first view among all of the step: draws of several calls differ where their views do.
    /// </param>
    /// <returns>Draws whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="views"/> or <paramref name="count"/> is below 1 resp. 0 or beyond the limits of
    /// <see cref="RandomSource"/>.
    /// </exception>
    public static ViewDraws Sample(
        RandomSource random,
        Batch batch,
        int views,
        int count,
        Device device,
        int firstView = 0
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(views, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(firstView);

        var perView = count * batch.Samples.Length;
        var total = checked(views * perView);
        var numbers = ArrayPool<float>.Shared.Rent(total);
        try
        {
            for (var view = 0; view < views; view++)
            {
                random.FillBatch(
                    RandomStream.Views,
                    batch.Epoch,
                    batch.Samples,
                    firstView + view,
                    count,
                    numbers.AsSpan(view * perView, perView)
                );
            }

            return new ViewDraws(
                HostTensor.Upload<float>(
                    numbers.AsSpan(0, total),
                    [views, count, batch.Samples.Length],
                    ScalarType.Float32,
                    device
                ),
                views
            );
        }
        finally
        {
            ArrayPool<float>.Shared.Return(numbers);
        }
    }
}
