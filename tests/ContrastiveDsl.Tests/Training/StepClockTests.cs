using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

public sealed class StepClockTests
{
    private readonly SetClock time = new();
    private readonly StepClock clock;

    public StepClockTests() => clock = new StepClock(time);

    [Fact]
    public void ImagesPerSecond_OfTheFirstStepAlone_IsThatStepsSpeed()
    {
        clock.Restart();
        Step(4);

        clock.ImagesPerSecond(8).Should().Be(2);
    }

    [Fact]
    public void ImagesPerSecond_AfterTheFirstStepOfAProcess_LeavesThatStepOut()
    {
        clock.Restart();
        Step(4);
        Step(1);
        Step(1);
        clock.Stop();
        time.Pass(TimeSpan.FromSeconds(5));

        clock.ImagesPerSecond(8).Should().Be(8);
        clock.Seconds.Should().Be(6);
    }

    [Fact]
    public void ImagesPerSecond_BegunAnew_CountsEveryStep()
    {
        clock.Restart();
        Step(4);
        clock.Restart();
        Step(3);
        Step(1);

        clock.ImagesPerSecond(8).Should().Be(4);
    }

    private void Step(double seconds)
    {
        time.Pass(TimeSpan.FromSeconds(seconds));
        clock.StepDone();
    }
}
