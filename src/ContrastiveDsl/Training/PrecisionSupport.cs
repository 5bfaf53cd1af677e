using System.Runtime.InteropServices;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>Whether a device computes in the type that an experiment names.</summary>
internal static class PrecisionSupport
{
    /// <summary>The device has the type.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="settings">Where.</param>
    /// <exception cref="NotSupportedException">It has not; the message says so in a sentence.</exception>
    internal static void Require(ExperimentModel model, RunSettings settings)
    {
        if (model.Training.Precision == Precision.BFloat16)
        {
            Require(settings.Device, () => Multiply(settings.TorchDevice));
        }
    }

    /// <summary>The same, for a device that a trial stands for.</summary>
    internal static void Require(string device, Action multiply)
    {
        try
        {
            multiply();
        }
        catch (ExternalException thrown)
        {
            var reason = thrown.Message.ReplaceLineEndings("\n").Split('\n', 2)[0];
            throw new NotSupportedException(
                $"{device} does not multiply in bfloat16 ({reason}): train on another device, or with Precision.Float32.",
                thrown
            );
        }
    }

    /// <summary>
    /// What to know of a training on a processor without instructions for its type; null where there is nothing.
    /// </summary>
    /// <param name="model">What is trained.</param>
    /// <param name="settings">Where.</param>
    internal static string? Caution(ExperimentModel model, RunSettings settings) =>
        Caution(model, settings.TorchDevice.type, Processor.MultipliesBFloat16);

    /// <summary>The same, for a processor that has them or not.</summary>
    internal static string? Caution(ExperimentModel model, DeviceType device, bool multiplies) =>
        (model.Training.Precision, device, multiplies) switch
        {
            (Precision.BFloat16, DeviceType.CPU, false) =>
                "this processor has neither AVX512_BF16 nor AMX, so that bfloat16 is emulated and slower than Precision.Float32",
            (Precision.TensorFloat32, DeviceType.CPU, _) =>
                "Precision.TensorFloat32 is for NVIDIA GPUs; processors compute as with Precision.Float32",
            _ => null,
        };

    private static void Multiply(Device device)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var matrix = ones(new long[] { 2, 2 }, ScalarType.BFloat16, device);
        _ = matrix.mm(matrix);
    }
}
