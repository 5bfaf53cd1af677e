using ContrastiveDsl.Data;
using FashionMnist;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Real images: Fashion-MNIST, from where the example takes it.</summary>
internal static class RealImages
{
    /// <summary>Read once: unpacking 60,000 images takes longer than most trainings of a test.</summary>
    private static readonly Lazy<ImageSet> All = new(() => ImageSets.Open(ClothesImages.Default.Folder).Train);

    /// <summary>Why tests that need the images are skipped; null where the images are there.</summary>
    public static string? Missing =>
        Directory.Exists(ClothesImages.Default.Folder)
            ? null
            : $"There is no folder '{ClothesImages.Default.Folder}'. {ClothesImages.Default.Advice}";

    /// <summary>The first images of the training split; the caller disposes them.</summary>
    public static ImageSet Train(int count) => All.Value.Take(count);
}
