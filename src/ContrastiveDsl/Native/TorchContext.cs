using System.Runtime.InteropServices;
using TorchSharp;

namespace ContrastiveDsl.Native;

/// <summary>
/// Switches of libtorch that TorchSharp does not wrap, reached through the functions that libtorch exports.
/// </summary>
/// <remarks>
/// libtorch 2.10 asks NNPACK for small convolutions, and on processors that NNPACK does not know it prints "Could not
/// initialize NNPACK" for each of them. May go when libtorch is built without NNPACK, or TorchSharp wraps the switch.
/// </remarks>
internal static unsafe class TorchContext
{
    private static readonly Lazy<bool> Done = new(SwitchNnpackOff);

    /// <summary>
    /// Prepares libtorch, once: numbers freed late (<see cref="ScalarMemory"/>), NNPACK off, cache sizes told. Every
    /// door to computing calls it before the first operation: modules with parameters, weights, views, trainings.
    /// </summary>
    internal static void Prepare()
    {
        ScalarMemory.Use();
        WithoutNnpack();
        _ = CacheSizes.AreTold;
    }

    /// <summary>
    /// Switches NNPACK off, once. Call it before the first convolution; where libtorch has no such switch, nothing
    /// happens.
    /// </summary>
    /// <returns>Whether it is off.</returns>
    internal static bool WithoutNnpack() => Done.Value;

    private static bool SwitchNnpackOff()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        // TorchSharp loads libtorch on first use, in its own order; afterwards the path finds what is loaded.
        torch.get_num_threads();
        if (
            NativeFiles.Find("libtorch_cpu.so") is not { } path
            || !NativeLibrary.TryLoad(path, out var library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var globalContext)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out var setEnabled)
        )
        {
            return false;
        }

        var context = ((delegate* unmanaged[Cdecl]<nint>)globalContext)();
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)setEnabled)(context, 0);
        return true;
    }
}
