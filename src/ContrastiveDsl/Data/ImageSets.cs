using TorchSharp;

namespace ContrastiveDsl.Data;

/// <summary>The images found under one path: those to train on and, where there are any, those to test with.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images, or null.</param>
public sealed record ImageSets(ImageSet Train, ImageSet? Test) : IDisposable
{
    /// <summary>What was opened; null where a program made the sets itself.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>Opens what a path names; the format is recognized by the content.</summary>
    /// <param name="path">
    /// A folder of images; one with the IDX files of MNIST and its relatives, or with the binary version of CIFAR-10 or
    /// CIFAR-100; or a <c>.npy</c> file of bytes [N, H, W, C] or [N, H, W].
    /// </param>
    /// <param name="device">Where the images shall live; without it on the CPU.</param>
    /// <exception cref="IOException">
    /// There is nothing, or nothing that is recognized; the message says what was looked for.
    /// </exception>
    public static ImageSets Open(string path, torch.Device? device = null) =>
        Open(path, new DataOptions { Device = device });

    /// <summary>Opens what a path names; the format is recognized by the content.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">What it is opened for, and how.</param>
    /// <exception cref="IOException">
    /// There is nothing, or nothing that is recognized; the message says what was looked for. Or the options do not fit
    /// what is there.
    /// </exception>
    public static ImageSets Open(string path, DataOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (options.TestShare is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.TestShare,
                "The share of images that is set aside for tests is at least 0 and below 1."
            );
        }

        return DataFinder.Find(path, options).Open();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test?.Dispose();
    }
}
