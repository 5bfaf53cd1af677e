using TorchSharp;

namespace ContrastiveDsl.Data;

/// <summary>What images are opened for.</summary>
public record ImageOptions
{
    /// <summary>
    /// Side in pixels of the images that the encoder takes, to which images are brought where they are embedded:
    /// shorter side to this, then the square in the middle. 0 for images that are all of one size and stay as they are.
    /// </summary>
    public int ImageSize { get; init; }

    /// <summary>
    /// Whether training too takes images as they are embedded: for views that do not begin with a random crop of the
    /// whole image, or for a grid of patches.
    /// </summary>
    public bool Square { get; init; }

    /// <summary>Where the images shall be; without it on the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>Threads that read images ahead of the training; 0 for as many as Torch uses.</summary>
    public int Threads { get; init; }

    /// <summary>The number that <see cref="Threads"/> stands for.</summary>
    internal int ThreadsOrTorchs => Threads > 0 ? Threads : TorchSharp.torch.get_num_threads();
}
