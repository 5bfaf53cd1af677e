using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>A trained network that a student learns from: images to features.</summary>
public interface ITeacherNetwork : IDisposable
{
    /// <summary>Channels of the images that it takes; 0 if it takes any.</summary>
    int Channels { get; }

    /// <summary>Side of the images that it takes, in pixels; 0 if it takes any.</summary>
    int ImageSize { get; }

    /// <summary>D, numbers of an image's features.</summary>
    int Dimension { get; }

    /// <summary>How pixels are normalized before it gets them; null where nobody knows.</summary>
    TeacherNormalization? Normalization { get; }

    /// <summary>Features of images, each independent of the others, and the same ones each time.</summary>
    /// <param name="images">
    /// float32 [N, C, S, S], normalized as it wants them, on the device that it was opened for.
    /// </param>
    /// <returns>Floating point [N, D] on that device; no gradient is asked for.</returns>
    Tensor Embed(Tensor images);
}
