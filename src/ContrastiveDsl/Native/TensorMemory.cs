using System.Runtime.InteropServices;
using TorchSharp;

namespace ContrastiveDsl.Native;

/// <summary>
/// Gives libtorch's large tensors on the CPU blocks of a <see cref="BlockPool"/>: the two calls with which libc10
/// allocates and frees them, <c>posix_memalign</c> and <c>free</c>, come here. Everything else calls the C library.
/// </summary>
internal static unsafe class TensorMemory
{
    /// <summary>Smaller blocks stay in glibc's heap anyway; from 128 KB on it maps them from the kernel.</summary>
    private const nuint Smallest = 64 << 10;

    /// <summary>libc10 aligns every tensor so; another alignment is somebody else's request.</summary>
    private const nuint Alignment = 64;

    private static readonly BlockPool Pool = new(New, block => free(block));

    private static delegate* unmanaged<nint*, nuint, nuint, int> allocate;
    private static delegate* unmanaged<nint, void> free;

    private static readonly Lazy<bool> Installed = new(Install);

    /// <summary>Installs it, once.</summary>
    /// <returns>Whether it is there: on Linux on x86-64 with glibc.</returns>
    internal static bool Use() => Installed.Value;

    private static bool Install()
    {
        if (!ImportTable.IsSupported || !NativeLibrary.TryLoad("libc.so.6", out var libc))
        {
            return false;
        }

        // TorchSharp loads libtorch on first use, in its own order; afterwards the path finds what is loaded.
        torch.get_num_threads();
        if (NativeFiles.Find("libc10.so") is not { } path || !NativeLibrary.TryLoad(path, out var libc10))
        {
            return false;
        }

        var allocator = NativeLibrary.GetExport(libc, "posix_memalign");
        var deallocator = NativeLibrary.GetExport(libc, "free");
        allocate = (delegate* unmanaged<nint*, nuint, nuint, int>)allocator;
        free = (delegate* unmanaged<nint, void>)deallocator;

        // Tensors that libtorch frees while the process ends must not come to a runtime that has ended.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Redirect(libc10, allocator, deallocator);
        return Redirect(
            libc10,
            (nint)(delegate* unmanaged<nint*, nuint, nuint, int>)&Allocate,
            (nint)(delegate* unmanaged<nint, void>)&Free
        );
    }

    private static bool Redirect(nint library, nint allocator, nint deallocator) =>
        ImportTable.Replace(
            library,
            new Dictionary<string, nint>(StringComparer.Ordinal)
            {
                ["posix_memalign"] = allocator,
                ["free"] = deallocator,
            }
        );

    private static nint New(nuint size)
    {
        nint block;
        return allocate(&block, Alignment, size) == 0 ? block : 0;
    }

    [UnmanagedCallersOnly]
    private static int Allocate(nint* block, nuint alignment, nuint size)
    {
        const int OutOfMemory = 12;
        if (size < Smallest || alignment != Alignment)
        {
            return allocate(block, alignment, size);
        }

        *block = Pool.Rent(size);
        return *block == 0 ? OutOfMemory : 0;
    }

    [UnmanagedCallersOnly]
    private static void Free(nint block)
    {
        if (!Pool.Return(block))
        {
            free(block);
        }
    }
}
