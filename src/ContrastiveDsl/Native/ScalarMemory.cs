using System.Runtime.InteropServices;
using TorchSharp;

namespace ContrastiveDsl.Native;

/// <summary>
/// Frees the numbers that TorchSharp hands to libtorch later than TorchSharp does. Of <c>x * 0.5</c> nothing refers to
/// the <c>Scalar</c> any more while libtorch reads it, so a garbage collection that another thread brings about lets
/// the finalizer free it under the reader: "Expected false to be true", "Unknown scalar type", or another number.
/// </summary>
/// <remarks>
/// The call with which LibTorchSharp frees a scalar, <c>operator delete</c> with its size, comes here and is put off
/// until <see cref="Kept"/> others have been freed. May go when TorchSharp keeps its scalars alive during calls.
/// </remarks>
internal static unsafe class ScalarMemory
{
    /// <summary>Scalars that are freed but stay readable: several garbage collections full of them, 12 MB.</summary>
    internal const int Kept = 1 << 18;

    /// <summary>Size of <c>c10::Scalar</c> in bytes; other objects of this size are put off with it.</summary>
    private const nuint Size = 32;

    /// <summary><c>operator delete(void*, std::size_t)</c></summary>
    private const string Delete = "_ZdlPvm";

    /// <summary><c>operator new(std::size_t)</c></summary>
    private const string New = "_Znwm";

    private static readonly nint[] Blocks = new nint[Kept];

    private static readonly Lazy<bool> Installed = new(Install);

    private static delegate* unmanaged<nint, nuint, void> delete;
    private static uint next;

    /// <summary>Installs it, once, after TorchSharp's native library was loaded.</summary>
    /// <returns>Whether it is there: on Linux on x86-64 with glibc.</returns>
    internal static bool Use() => Installed.Value;

    /// <summary>Whether it was asked for and is there.</summary>
    internal static bool IsUsed => Installed is { IsValueCreated: true, Value: true };

    private static bool Install()
    {
        if (!ImportTable.IsSupported)
        {
            return false;
        }

        // TorchSharp loads its library on first use, in its own order; afterwards the name finds what is loaded.
        torch.get_num_threads();
        if (
            !NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out var library)
            || !NativeLibrary.TryLoad("libstdc++.so.6", out var runtime)
        )
        {
            return false;
        }

        var original = NativeLibrary.GetExport(runtime, Delete);
        delete = (delegate* unmanaged<nint, nuint, void>)original;
        Fill((delegate* unmanaged<nuint, nint>)NativeLibrary.GetExport(runtime, New));

        // What is freed while the process ends must not come to a runtime that has ended.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Redirect(library, original);
        return Redirect(library, (nint)(delegate* unmanaged<nint, nuint, void>)&Free);
    }

    /// <summary>The memory is taken at once, so that none seems to be lost while a training begins.</summary>
    private static void Fill(delegate* unmanaged<nuint, nint> allocate)
    {
        for (var i = 0; i < Blocks.Length; i++)
        {
            Blocks[i] = allocate(Size);
        }
    }

    private static bool Redirect(nint library, nint function) =>
        ImportTable.Replace(library, new Dictionary<string, nint>(StringComparer.Ordinal) { [Delete] = function });

    [UnmanagedCallersOnly]
    private static void Free(nint block, nuint size)
    {
        var freed =
            size == Size ? Interlocked.Exchange(ref Blocks[Interlocked.Increment(ref next) % Kept], block) : block;
        delete(freed, size);
    }
}
