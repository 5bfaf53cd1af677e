using System.Runtime.InteropServices;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

[Collection(GlobalTorchState.Name)]
public sealed class HostMemoryTests
{
    /// <summary>More than the 32 MB from which glibc maps blocks at the latest.</summary>
    private const long Elements = 12 << 20;

    [Fact]
    public void KeepActivations_LargeTensor_IsNoLongerMappedFromTheKernel()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out _))
        {
            return;
        }

        HostMemory.KeepActivations().Should().BeTrue();
        // Blocks of other tests that were mapped earlier may go at any time; only what comes is of interest.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = mallinfo2().MappedBytes;
        using var tensor = ones(new[] { Elements });

        mallinfo2().MappedBytes.Should().BeLessThan(before + (nuint)(Elements * sizeof(float)), "a block of the tensor's size must not have been mapped");
    }

    [Fact]
    public void KeepActivations_SwitchedOff_DoesNothing()
    {
        var before = Environment.GetEnvironmentVariable(HostMemory.Switch);
        try
        {
            Environment.SetEnvironmentVariable(HostMemory.Switch, "0");
            HostMemory.KeepActivations().Should().BeFalse();
        }
        finally
        {
            Environment.SetEnvironmentVariable(HostMemory.Switch, before);
        }
    }

    [DllImport("libc.so.6")]
    private static extern AllocatorState mallinfo2();

    /// <summary>glibc's <c>struct mallinfo2</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct AllocatorState
    {
        public nuint Arena;
        public nuint FreeBlocks;
        public nuint FastBlocks;
        public nuint MappedBlocks;
        public nuint MappedBytes;
        public nuint Unused;
        public nuint FastBytes;
        public nuint UsedBytes;
        public nuint FreeBytes;
        public nuint Releasable;
    }
}
