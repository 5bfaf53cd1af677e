using ContrastiveDsl.Data;
using FashionMnist;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Real images: Fashion-MNIST, from where the example takes it.</summary>
internal static class RealImages
{
    /// <summary>Why tests that need the images are skipped; null where the images are there.</summary>
    public static string? Missing =>
        Directory.Exists(ClothesImages.Default.Folder)
            ? null
            : $"There is no folder '{ClothesImages.Default.Folder}'. {ClothesImages.Default.Advice}";

    /// <summary>The first images of the training split.</summary>
    public static ImageSet Train(int count)
    {
        using var all = ImageSets.Open(ClothesImages.Default.Folder).Train;
        return all.Take(count);
    }
}
