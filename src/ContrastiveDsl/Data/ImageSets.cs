using TorchSharp;

namespace ContrastiveDsl.Data;

/// <summary>The images found under one path: those to train on and, where there are any, those to test with.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images, or null.</param>
public sealed record ImageSets(ImageSet Train, ImageSet? Test) : IDisposable
{
    /// <summary>Opens what a path names; the format is recognised by the content.</summary>
    /// <param name="path">A folder with IDX files (MNIST, Fashion-MNIST and relatives).</param>
    /// <param name="device">Where the images shall live; without it on the CPU.</param>
    /// <exception cref="IOException">
    /// There is nothing, or nothing that is recognised; the message says what was looked for.
    /// </exception>
    public static ImageSets Open(string path, torch.Device? device = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            throw new DirectoryNotFoundException($"'{path}' is a file; name the folder that holds the images instead.");
        }

        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no folder '{Path.GetFullPath(path)}'.");
        }

        return IdxFolder.Open(path, device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test?.Dispose();
    }
}
