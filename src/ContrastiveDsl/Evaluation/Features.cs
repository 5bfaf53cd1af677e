using ContrastiveDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>Features of whole sets of images.</summary>
public static class Features
{
    /// <summary>Embeds every image of a set, in its order, without gradients.</summary>
    /// <param name="embed">
    /// Maps images [B, C, H, W] in [0, 1] to features [B, F]; for an encoder in evaluation mode, so that a feature does
    /// not depend on the image's batch.
    /// </param>
    /// <param name="images">The images; they and the result stay on their device.</param>
    /// <param name="batchSize">Images embedded at once; at least 1. The last batch may be smaller.</param>
    /// <returns>[N, F] in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="embed"/> does not give one row of features for each image.
    /// </exception>
    public static Tensor Extract(Func<Tensor, Tensor> embed, ImageSet images, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(embed);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (images.Count == 0)
        {
            throw new ArgumentException("The set of images is empty.", nameof(images));
        }

        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Tensor? features = null;
        for (var start = 0; start < images.Count; start += batchSize)
        {
            using var step = torch.NewDisposeScope();
            var count = Math.Min(batchSize, images.Count - start);
            var some = embed(images.Range(start, count));
            if (some.Dimensions != 2 || some.size(0) != count)
            {
                throw new InvalidOperationException(
                    $"{count} images were embedded, so the features must have shape [{count}, F], but they have [{string.Join(", ", some.shape)}]."
                );
            }
            // Made once the size of a feature is known, so that the set of features exists only once.
            features ??= torch
                .empty([images.Count, some.size(1)], dtype: some.dtype, device: some.device)
                .MoveToOuterDisposeScope();
            features.narrow(0, start, count).copy_(some);
        }

        return features!.MoveToOuterDisposeScope();
    }
}
