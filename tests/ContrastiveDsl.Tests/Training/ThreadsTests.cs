using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

[Collection(GlobalTorchState.Name)]
public sealed class ThreadsTests
{
    [Fact]
    public void Use_NumberOrNothing_SetsTorchsThreads()
    {
        var before = torch.get_num_threads();
        try
        {
            Threads.Use(3).Should().Be(3);
            torch.get_num_threads().Should().Be(3);

            Threads.Use().Should().Be(Threads.Available);
            torch.get_num_threads().Should().Be(Threads.Available);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void Available_ThisMachine_IsNoMoreThanTheProcessMayUse()
    {
        Threads.Available.Should().BeInRange(1, Environment.ProcessorCount);
    }

    [Fact]
    public void Use_Negative_IsRefused() =>
        ((Action)(() => Threads.Use(-1))).Should().Throw<ArgumentOutOfRangeException>();
}
