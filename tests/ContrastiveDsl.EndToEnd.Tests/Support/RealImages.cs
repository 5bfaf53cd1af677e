using ContrastiveDsl.Data;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Real images: Fashion-MNIST as the distribution installs it, or from the folder that FASHION_MNIST names.</summary>
internal static class RealImages
{
    /// <summary>The folder of the files.</summary>
    public static string Location => Environment.GetEnvironmentVariable("FASHION_MNIST") is { Length: > 0 } folder ? folder : "/usr/share/datasets/fashion-mnist";

    /// <summary>The first images of the training split.</summary>
    public static ImageSet Train(int count)
    {
        using var all = ImageSets.Open(Location).Train;
        return all.Take(count);
    }
}
