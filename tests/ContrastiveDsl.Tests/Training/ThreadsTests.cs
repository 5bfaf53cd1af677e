using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

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

    [Theory]
    [InlineData("3", 3)]
    [InlineData(" 8 , 2", 8)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("-2", null)]
    [InlineData("all", null)]
    public void Stated_ValueOfTheVariable_IsItsFirstNumber(string? value, int? expected) =>
        Threads.Stated(value).Should().Be(expected);

    /// <summary>The runner states it for all tests; processes that share cores each have as many.</summary>
    [Fact]
    public void Use_NothingWhereTheVariableStatesIt_TakesThat()
    {
        const string Variable = "OMP_NUM_THREADS";
        var (before, stated) = (torch.get_num_threads(), Environment.GetEnvironmentVariable(Variable));
        try
        {
            Environment.SetEnvironmentVariable(Variable, "5");
            Threads.Available.Should().Be(5);
            Threads.Use(processes: 2).Should().Be(5);
            Threads.Use(4, processes: 2).Should().Be(4);

            Environment.SetEnvironmentVariable(Variable, null);
            Threads.Available.Should().BeInRange(1, Environment.ProcessorCount);
            Threads.Use(processes: 2 * Environment.ProcessorCount).Should().Be(1);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, stated);
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void Use_Negative_IsRefused() =>
        ((Action)(() => Threads.Use(-1))).Should().Throw<ArgumentOutOfRangeException>();
}
