using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

public sealed class HostMemoryTests
{
    [Fact]
    public void KeepActivations_TensorFreedAndMadeAgain_HasTheSameMemory()
    {
        if (!HostMemory.KeepActivations())
        {
            OperatingSystem.IsLinux().Should().BeFalse("on Linux with glibc blocks are kept");
            return;
        }

        // A size that no other test has.
        var first = AddressOf(12_345_679);
        var second = AddressOf(12_345_679);

        second.Should().Be(first);
    }

    [Fact]
    public void KeepActivations_MoreThanThereIs_IsStillAnExceptionOfTorch()
    {
        HostMemory.KeepActivations();

        var allocating = () => empty(new[] { 1L << 46 });

        allocating.Should().Throw<Exception>().WithMessage("*can't allocate memory*");
    }

    [Fact]
    public void KeepActivations_FreedOnAnotherThread_IsNoFault()
    {
        HostMemory.KeepActivations();
        for (var round = 0; round < 20; round++)
        {
            var tensors = Enumerable.Range(1, 8).Select(n => zeros(new[] { n * 100_003L })).ToArray();
            Parallel.ForEach(tensors, tensor => tensor.Dispose());
        }

        using var ones = TorchSharp.torch.ones(100_003);
        ones.sum().ToSingle().Should().Be(100_003);
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

    private static unsafe nint AddressOf(long elements)
    {
        using var tensor = empty(new[] { elements });
        return (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
    }
}
