using ContrastiveDsl.Hosting;

namespace FashionMnist;

/// <summary>Where the images of Fashion-MNIST are.</summary>
internal static class ClothesImages
{
    /// <summary>The folder that the environment variable FASHION_MNIST names, else that of Debian's package.</summary>
    public static DefaultData Default { get; } =
        new(
            Environment.GetEnvironmentVariable("FASHION_MNIST") is { Length: > 0 } named
                ? named
                : "/usr/share/datasets/fashion-mnist",
            "Install Debian's package (apt-get install dataset-fashion-mnist), or name the folder that holds the four "
                + "files of https://github.com/zalandoresearch/fashion-mnist in FASHION_MNIST or with --data DIR."
        );
}
