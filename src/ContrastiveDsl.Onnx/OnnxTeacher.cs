using System.Runtime.InteropServices;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ContrastiveDsl.Onnx;

/// <summary>A network in an ONNX file as a teacher, on the processor: images of another device come and go.</summary>
internal sealed class OnnxTeacher : ITeacherNetwork
{
    private readonly InferenceSession session;
    private readonly OnnxShapes shapes;
    private readonly Device device;
    private readonly RunOptions run = new();

    /// <param name="session">The model, which this disposes.</param>
    /// <param name="shapes">What it takes and gives.</param>
    /// <param name="device">Where images are, and features shall be.</param>
    internal OnnxTeacher(InferenceSession session, OnnxShapes shapes, Device device)
    {
        (this.session, this.shapes, this.device) = (session, shapes, device);
        Dimension = shapes.Dimension > 0 ? shapes.Dimension : Tried();
    }

    /// <inheritdoc/>
    public int Channels => shapes.Channels;

    /// <inheritdoc/>
    public int ImageSize => shapes.ImageSize;

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public TeacherNormalization? Normalization => shapes.Normalization;

    /// <inheritdoc/>
    public Tensor Embed(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var pixels = images.detach().to(CPU).to(ScalarType.Float32);
        var (count, features) = ((int)pixels.size(0), new float[pixels.size(0) * Dimension]);
        var step = shapes.Batch > 0 ? shapes.Batch : count;
        for (var first = 0; first < count; first += step)
        {
            var some = Math.Min(step, count - first);
            var part = pixels.narrow(0, first, some);
            if (some < step)
            {
                // A model of so many images takes no fewer: the rest is empty.
                var sides = part.shape.AsSpan(1).ToArray();
                part = cat(new[] { part, zeros([step - some, .. sides]) }, 0);
            }

            Run(part).AsSpan(0, some * Dimension).CopyTo(features.AsSpan(first * Dimension));
        }

        return tensor(features, [count, Dimension]).to(device).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    /// <summary>Features of as many images as the model takes at once, row after row.</summary>
    private float[] Run(Tensor pixels)
    {
        using var input = shapes.TakesBytes ? Bytes(pixels) : Floats(pixels);
        using var outputs = session.Run(run, [shapes.Input], [input], [shapes.Output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static OrtValue Floats(Tensor pixels)
    {
        var whole = pixels.contiguous();
        return OrtValue.CreateTensorValueFromMemory(
            MemoryMarshal.Cast<byte, float>(whole.bytes).ToArray(),
            whole.shape
        );
    }

    private static OrtValue Bytes(Tensor pixels)
    {
        var whole = pixels.mul(255).round().clamp(0, 255).to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous();
        return OrtValue.CreateTensorValueFromMemory(whole.bytes.ToArray(), whole.shape);
    }

    /// <summary>What a model gives that does not say how much, seen on an empty image.</summary>
    private int Tried()
    {
        if (shapes.Channels == 0 || shapes.ImageSize == 0)
        {
            throw new StateException(
                "The teacher's ONNX file says neither what it gives nor what it takes: export it with fixed channels, height and width, or a fixed number of features."
            );
        }

        using var scope = NewDisposeScope();
        var batch = Math.Max(1, shapes.Batch);
        return Run(zeros(batch, shapes.Channels, shapes.ImageSize, shapes.ImageSize)).Length / batch;
    }
}
