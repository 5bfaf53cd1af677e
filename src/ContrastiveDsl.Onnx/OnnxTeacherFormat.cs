using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace ContrastiveDsl.Onnx;

/// <summary>
/// ONNX files as teachers. The library finds this class by itself where a project has the package; a program that wants
/// settings of its own adds one to <see cref="TeacherFormats"/>.
/// </summary>
public sealed class OnnxTeacherFormat : ITeacherFormat
{
    /// <inheritdoc/>
    public string Ending => ".onnx";

    /// <inheritdoc/>
    /// <exception cref="StateException">
    /// The file is no ONNX model, or none with one input of images and an output of a row for each.
    /// </exception>
    public ITeacherNetwork Open(string path, torch.Device device)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(device);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no teacher '{Path.GetFullPath(path)}'.", path);
        }

        var session = Session(path);
        try
        {
            return new OnnxTeacher(session, OnnxShapes.Of(session, path), device);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static InferenceSession Session(string path)
    {
        // As many threads as Torch has: of several processes on a machine, each has its share.
        using var options = new SessionOptions { IntraOpNumThreads = torch.get_num_threads(), InterOpNumThreads = 1 };
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new StateException($"'{path}' cannot be opened as an ONNX model: {exception.Message}");
        }
    }
}
