using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Views for training with labels: of a declared family the crop, the mirror image and the normalization. Jitter, blur
/// and their like make pairs hard to tell apart; where labels say what is alike, they only take away.
/// </summary>
public sealed record FineTuningViews
{
    /// <summary>Least and largest share of the image's area in a crop; null for no crop.</summary>
    public (double Minimum, double Maximum)? Scale { get; init; }

    /// <summary>Least and largest ratio of a crop's width to its height.</summary>
    public (double Minimum, double Maximum) Ratio { get; init; } = (3.0 / 4, 4.0 / 3);

    /// <summary>Chance of the mirror image, in [0, 1].</summary>
    public double FlipProbability { get; init; }

    /// <summary>Mean of each channel; empty for no normalization.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>Deviation of each channel.</summary>
    public IReadOnlyList<double> Deviation { get; init; } = [];

    /// <summary>Side of the images that the encoder takes, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Random views: B images to [B, C, S, S] in the current dispose scope.</summary>
    /// <param name="images">The images, in [0, 1].</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="batch">The batch that the images are.</param>
    public Tensor Sample(ImageBatch images, RandomSource random, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var draws = TransformDraws.Sample(
            random,
            batch,
            view: 0,
            RandomResizedCrop.DrawCount + RandomHorizontalFlip.DrawCount,
            images
        );
        var views = Scale is { } scale
            ? RandomResizedCrop.Apply(
                images,
                draws.Slice(0, RandomResizedCrop.DrawCount),
                ImageSize,
                scale.Minimum,
                scale.Maximum,
                Ratio.Minimum,
                Ratio.Maximum
            )
            : images.Pixels;
        if (FlipProbability > 0)
        {
            var draw = draws.Slice(RandomResizedCrop.DrawCount, RandomHorizontalFlip.DrawCount);
            views = RandomHorizontalFlip.Apply(views, draw, FlipProbability);
        }

        return Clean(views).MoveToOuterDisposeScope();
    }

    /// <summary>The images without chance, as the encoder takes them, in the current dispose scope.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    public Tensor Clean(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Mean.Count == 0 ? images.alias() : Normalize.Apply(images, [.. Mean], [.. Deviation]);
    }
}
