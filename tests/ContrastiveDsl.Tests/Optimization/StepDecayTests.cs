using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class StepDecayTests
{
    /// <summary>As MoCo v1 has it: the first step after 120 epochs has a tenth.</summary>
    [Theory]
    [InlineData(0, 0.03)]
    [InlineData(1199, 0.03)]
    [InlineData(1200, 0.03 * 0.1)]
    [InlineData(1599, 0.03 * 0.1)]
    [InlineData(1600, 0.03 * 0.1 * 0.1)]
    [InlineData(100_000, 0.03 * 0.1 * 0.1)]
    public void At_Milestones_MultipliesOnceMore(long step, double rate) =>
        StepDecay.ForRun(0.03, stepsPerEpoch: 10, [120, 160]).At(step).Should().Be(rate);

    [Fact]
    public void At_Warmup_RisesFromZeroToThePeak()
    {
        var schedule = StepDecay.ForRun(2, stepsPerEpoch: 2, [3], factor: 0.5, warmupEpochs: 2);

        Enumerable.Range(0, 8).Select(step => schedule.At(step)).Should().Equal(0, 0.5, 1, 1.5, 2, 2, 1, 1);
    }

    [Fact]
    public void At_WarmupUpToTheFirstMilestone_HasThePeakAtNoStep()
    {
        var schedule = new StepDecay(1, [4, 6], 0.1, warmupSteps: 4);

        schedule.At(3).Should().Be(0.75);
        schedule.At(4).Should().Be(0.1);
        schedule.At(6).Should().Be(0.1 * 0.1);
    }

    [Fact]
    public void ForRun_StatesWhatItHas()
    {
        var schedule = StepDecay.ForRun(0.03, 100, [120, 160], 0.2, 5);

        schedule.Peak.Should().Be(0.03);
        schedule.Factor.Should().Be(0.2);
        schedule.WarmupSteps.Should().Be(500);
        schedule.Milestones.Should().Equal(12_000, 16_000);
    }

    [Fact]
    public void New_OutOfRange_IsRefused()
    {
        var none = (Action)(() => _ = new StepDecay(1, null!));
        none.Should().Throw<ArgumentNullException>();
        Refuses(() => _ = new StepDecay(1, [5, 5]));
        Refuses(() => _ = new StepDecay(1, [0]));
        Refuses(() => _ = new StepDecay(1, [6, 5]));
        Refuses(() => _ = new StepDecay(1, [5], factor: 0));
        Refuses(() => _ = new StepDecay(1, [5], factor: 1));
        Refuses(() => _ = new StepDecay(-1, [5]));
        Refuses(() => _ = new StepDecay(1, [5], warmupSteps: 6));
        Refuses(() => _ = new StepDecay(1, [5], warmupSteps: -1));
        Refuses(() => _ = StepDecay.ForRun(1, 0, [5]));
        Refuses(() => new StepDecay(1, [5]).At(-1));

        static void Refuses(Action made) => made.Should().Throw<ArgumentException>();
    }
}
