using System.Globalization;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class WarmupCosineTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(WarmupForm.FromStart, new[] { 0.0, 0.25, 0.5, 0.75 })]
    [InlineData(WarmupForm.BothEnds, new[] { 0.0, 1.0 / 3, 2.0 / 3, 1.0 })]
    [InlineData(WarmupForm.AfterStart, new[] { 0.25, 0.5, 0.75, 1.0 })]
    public void At_WarmupSteps_TakeThePointsOfTheForm(WarmupForm form, double[] expected)
    {
        var schedule = new WarmupCosine(peak: 2, warmupSteps: 4, totalSteps: 20, form: form);

        for (var step = 0; step < 4; step++)
        {
            schedule.At(step).Should().BeApproximately(2 * expected[step], Tolerance);
        }
    }

    [Fact]
    public void At_AfterWarmup_FallsAlongHalfACosine()
    {
        var schedule = new WarmupCosine(peak: 1, warmupSteps: 10, totalSteps: 30, end: 0.2);

        schedule.At(10).Should().BeApproximately(1, Tolerance);
        schedule.At(20).Should().BeApproximately(0.6, Tolerance);
        schedule.At(25).Should().BeApproximately(0.2 + (0.8 * (1 - Math.Sqrt(0.5)) / 2), Tolerance);
        schedule.At(30).Should().BeApproximately(0.2, Tolerance);
        schedule.At(1000).Should().BeApproximately(0.2, Tolerance);
    }

    [Fact]
    public void At_AfterStartForm_EndsOnTheLastStep()
    {
        new WarmupCosine(1, 4, 16, end: 0.001, form: WarmupForm.AfterStart)
            .At(15)
            .Should()
            .BeApproximately(0.001, Tolerance);
        new WarmupCosine(1, 4, 16, end: 0.001).At(15).Should().BeGreaterThan(0.01);
    }

    [Theory]
    [InlineData(WarmupForm.FromStart)]
    [InlineData(WarmupForm.BothEnds)]
    [InlineData(WarmupForm.AfterStart)]
    public void At_EveryLengthOfWarmup_IsFiniteAndWithinTheEnds(WarmupForm form)
    {
        for (var warmup = 0; warmup <= 4; warmup++)
        {
            var schedule = new WarmupCosine(0.5, warmup, 4, start: 0.1, end: 0.01, form: form);
            Enumerable
                .Range(0, 6)
                .Select(step => schedule.At(step))
                .Should()
                .OnlyContain(rate => rate >= 0.01 && rate <= 0.5);
        }
    }

    [Fact]
    public void ForRun_Fraction_WarmsUpThatShareOfTheSteps()
    {
        var schedule = WarmupCosine.ForRun(4e-3, stepsPerEpoch: 78, epochs: 5, warmupFraction: 0.1);

        schedule.TotalSteps.Should().Be(390);
        schedule.WarmupSteps.Should().Be(39);
        schedule.At(0).Should().Be(0);
        schedule.At(39).Should().Be(4e-3);
    }

    [Fact]
    public void ForRun_Epochs_WarmUpSoManySteps()
    {
        WarmupCosine.ForRun(1, 78, 5, warmupEpochs: 2).WarmupSteps.Should().Be(156);
    }

    [Theory]
    [InlineData(WarmupForm.FromStart)]
    [InlineData(WarmupForm.BothEnds)]
    [InlineData(WarmupForm.AfterStart)]
    public void At_LateDecay_StaysAtThePeakAndThenFallsAsTheFormulaSays(WarmupForm form)
    {
        var schedule = new WarmupCosine(0.3, 4, 20, start: 0.1, end: 0.02, form: form, decaySteps: 6);

        Enumerable
            .Range(0, 24)
            .Should()
            .AllSatisfy(step => schedule.At(step).Should().BeApproximately(Expected(step), Tolerance));
        Enumerable.Range(4, 10).Should().OnlyContain(step => schedule.At(step) == 0.3, "to the bit");

        double Expected(int step)
        {
            var (divisor, shift) = form switch
            {
                WarmupForm.FromStart => (4, 0),
                WarmupForm.BothEnds => (3, 0),
                _ => (4, 1),
            };
            var last = form == WarmupForm.AfterStart ? 19 : 20;
            return step < 4 ? 0.1 + (0.2 * (step + shift) / divisor)
                : step < 14 ? 0.3
                : step < last ? 0.02 + (0.28 * (0.5 + (0.5 * Math.Cos(Math.PI * (step - 14) / (last - 14)))))
                : 0.02;
        }
    }

    [Theory]
    [InlineData(WarmupForm.FromStart)]
    [InlineData(WarmupForm.BothEnds)]
    [InlineData(WarmupForm.AfterStart)]
    public void At_LateDecayBeforeItBegins_DoesNotDependOnTheLengthOfTheRun(WarmupForm form)
    {
        var shorter = WarmupCosine.ForRun(0.3, 7, 5, warmupEpochs: 1, form: form, decayEpochs: 2);
        var longer = WarmupCosine.ForRun(0.3, 7, 9, warmupEpochs: 1, form: form, decayEpochs: 2);

        Enumerable.Range(0, 21).Should().OnlyContain(step => shorter.At(step) == longer.At(step));
        shorter.At(22).Should().BeLessThan(longer.At(22));
    }

    [Fact]
    public void At_DecayOfAllThatTheWarmupLeaves_IsAsWithoutOne()
    {
        var usual = WarmupCosine.ForRun(4e-3, 78, 5, warmupEpochs: 1, finalLearningRate: 1e-4);
        var stated = WarmupCosine.ForRun(4e-3, 78, 5, warmupEpochs: 1, finalLearningRate: 1e-4, decayEpochs: 4);

        usual.DecaySteps.Should().Be(312);
        Enumerable.Range(0, 391).Should().OnlyContain(step => usual.At(step) == stated.At(step));
    }

    [Theory]
    [InlineData(0.1, 0, 4.5, 45)]
    [InlineData(0, 1, 4, 40)]
    [InlineData(0, 0, 5, 50)]
    [InlineData(0, 0, 0.01, 1)]
    public void ForRun_DecayEpochs_AreSoManySteps(double fraction, double warmup, double decay, long expected) =>
        WarmupCosine
            .ForRun(1, 10, 5, warmupFraction: fraction, warmupEpochs: warmup, decayEpochs: decay)
            .DecaySteps.Should()
            .Be(expected);

    [Theory]
    [InlineData(0.1, 0, 4.6, "*warm-up of 5 steps and a decay of 46*run of 50*")]
    [InlineData(0, 2, 4, "*warm-up of 20 steps and a decay of 40*run of 50*")]
    [InlineData(0, 0, 6, "*warm-up of 0 steps and a decay of 60*run of 50*")]
    [InlineData(0, 0, -1, "*decayEpochs*")]
    public void ForRun_DecayThatDoesNotFit_IsRefused(double fraction, double warmup, double decay, string message) =>
        (
            (Action)(
                () => WarmupCosine.ForRun(1, 10, 5, warmupFraction: fraction, warmupEpochs: warmup, decayEpochs: decay)
            )
        )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage(message);

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void New_DecayStepsOutOfRange_AreRefused(long decay) =>
        ((Action)(() => _ = new WarmupCosine(1, 4, 20, decaySteps: decay)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("decaySteps");

    [Fact]
    public void ForRun_ContradictoryWarmup_IsRefused()
    {
        ((Action)(() => WarmupCosine.ForRun(1, 10, 5, warmupFraction: 0.1, warmupEpochs: 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*twice*");
        ((Action)(() => WarmupCosine.ForRun(1, 10, 5, warmupEpochs: 6)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*6 epochs*run of 5*");
    }

    [Fact]
    public void ForRun_ContradictoryWarmupWhereNumbersHaveCommas_IsRefusedWithPoints()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            ((Action)(() => WarmupCosine.ForRun(1, 10, 5, warmupFraction: 0.1, warmupEpochs: 1.5)))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("*as 0.1 of the run and as 1.5 epochs*");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
