using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Evaluation;

/// <summary>Draws some of the labels, class by class, so that a small draw does not miss a class by chance.</summary>
public static class LabelDraw
{
    /// <summary>Epochs of the stream of evaluation below this are those of training a probe.</summary>
    private const int FirstPlace = 1 << 29;
    private const int FoldPlace = 1 << 30;

    /// <summary>So many images of each class; of a class that has fewer, all.</summary>
    /// <param name="classOf">The class of each image.</param>
    /// <param name="count">Images of each class, at least 1.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="draw">Which draw, from 0; each is another one.</param>
    /// <returns>Positions of images, in ascending order.</returns>
    public static IReadOnlyList<int> PerClass(IReadOnlyList<int> classOf, int count, RandomSource random, int draw = 0)
    {
        ArgumentNullException.ThrowIfNull(classOf);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Draw(classOf, _ => count, random, draw);
    }

    /// <summary>A share of the images of each class, rounded, but at least one image.</summary>
    /// <param name="classOf">The class of each image.</param>
    /// <param name="share">Above 0 and at most 1.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="draw">Which draw, from 0; each is another one.</param>
    /// <returns>Positions of images, in ascending order.</returns>
    public static IReadOnlyList<int> Share(IReadOnlyList<int> classOf, double share, RandomSource random, int draw = 0)
    {
        ArgumentNullException.ThrowIfNull(classOf);
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        }

        return Draw(
            classOf,
            size => Math.Max(1, (int)Math.Round(share * size, MidpointRounding.AwayFromZero)),
            random,
            draw
        );
    }

    /// <summary>Deals the images to parts, each class evenly.</summary>
    /// <param name="classOf">The class of each image.</param>
    /// <param name="folds">Parts, at least 2.</param>
    /// <param name="random">Random numbers.</param>
    /// <returns>The part of each image, from 0. A class of at least two images is never in one part alone.</returns>
    public static IReadOnlyList<int> Folds(IReadOnlyList<int> classOf, int folds, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(classOf);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var fold = new int[classOf.Count];
        var next = 0;
        // One class after the other, going on where the class before ended: parts differ by one image at most.
        foreach (
            var images in random
                .Permutation(RandomStream.Evaluation, FoldPlace, classOf.Count)
                .GroupBy(image => classOf[image])
                .OrderBy(images => images.Key)
        )
        {
            foreach (var image in images)
            {
                fold[image] = next++ % folds;
            }
        }

        return fold;
    }

    private static int[] Draw(IReadOnlyList<int> classOf, Func<int, int> countOf, RandomSource random, int draw)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        return
        [
            .. random
                .Permutation(RandomStream.Evaluation, FirstPlace + draw, classOf.Count)
                .GroupBy(image => classOf[image])
                .SelectMany(images => images.Take(countOf(images.Count())))
                .Order(),
        ];
    }
}
