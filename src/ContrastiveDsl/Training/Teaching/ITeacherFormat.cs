using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Opens files of trained networks as teachers, which <see cref="TeacherFormats"/> finds by their ending.
/// </summary>
public interface ITeacherFormat
{
    /// <summary>How the files end, with the dot: <c>.onnx</c>.</summary>
    string Ending { get; }

    /// <summary>Opens a network for evaluation.</summary>
    /// <param name="path">The file, as the experiment names it.</param>
    /// <param name="device">Where its images will be, and its features shall be.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="IOException">There is no such file, or it holds no network of images.</exception>
    ITeacherNetwork Open(string path, Device device);
}
