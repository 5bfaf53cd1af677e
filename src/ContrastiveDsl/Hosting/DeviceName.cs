using System.Globalization;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting;

/// <summary>Devices as the command line names them: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
internal static class DeviceName
{
    internal const string Cpu = "cpu";
    internal const string Cuda = "cuda";

    /// <summary>
    /// Refuses what is no device, or none of this machine. On CUDA float32 is exact from then on, but for a training
    /// that names <see cref="Precision.TensorFloat32"/>.
    /// </summary>
    /// <exception cref="InputException">The name is wrong, or this machine has no such device.</exception>
    internal static void Require(string name)
    {
        var index = IndexOf(name);
        if (index is null)
        {
            return;
        }

        if (!torch.cuda.is_available())
        {
            throw new InputException(
                $"--device is '{name}', but Torch finds no CUDA device here. Check nvidia-smi and that this is a CUDA build of libtorch, or use --device cpu."
            );
        }

        var count = torch.cuda.device_count();
        if (index >= count)
        {
            throw new InputException(
                $"--device is '{name}', but this machine has {Say.Plural(count, "CUDA device")}: {string.Join(", ", Enumerable.Range(0, count).Select(i => $"{Cuda}:{i}"))}."
            );
        }

        TensorFloat32.Forbid();
    }

    /// <summary>Refuses a device that does not compute as an experiment wants it.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal static void RequirePrecision(ExperimentModel model, RunSettings settings)
    {
        try
        {
            PrecisionSupport.Require(model, settings);
        }
        catch (NotSupportedException thrown)
        {
            throw new InputException($"--device {thrown.Message}");
        }
    }

    /// <summary>The number of a CUDA device, or null for the processor.</summary>
    private static int? IndexOf(string name)
    {
        if (name == Cpu)
        {
            return null;
        }

        if (name == Cuda)
        {
            return 0;
        }

        return
            name.StartsWith(Cuda + ":", StringComparison.Ordinal)
            && int.TryParse(
                name.AsSpan(Cuda.Length + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
            ? index
            : throw new InputException(
                $"--device is '{name}', but must be {Cpu}, {Cuda} or {Cuda}:N with the number of a device."
            );
    }
}
