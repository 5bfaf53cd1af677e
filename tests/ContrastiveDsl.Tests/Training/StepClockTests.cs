using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

public sealed class StepClockTests
{
    [Fact]
    public void ImagesPerSecond_AfterTheFirstStepOfAProcess_LeavesThatStepOut()
    {
        var clock = new StepClock();
        clock.Restart();
        Thread.Sleep(300);
        clock.StepDone();
        var first = clock.ImagesPerSecond(1);
        for (var step = 0; step < 100; step++)
        {
            clock.StepDone();
        }

        first.Should().BePositive().And.BeLessThanOrEqualTo(1 / 0.3);
        clock.Stop();
        // With the first step it would be at most 101 / 0.3.
        clock.ImagesPerSecond(1).Should().BeGreaterThan(101 / 0.3);
        clock.Seconds.Should().BeGreaterThanOrEqualTo(0.3);
    }

    [Fact]
    public void ImagesPerSecond_BegunAnew_CountsEveryStep()
    {
        var clock = new StepClock();
        clock.Restart();
        clock.StepDone();
        clock.Restart();
        Thread.Sleep(50);
        clock.StepDone();
        clock.StepDone();
        clock.Stop();

        clock.ImagesPerSecond(3).Should().BeApproximately(6 / clock.Seconds, 1e-9);
    }
}
