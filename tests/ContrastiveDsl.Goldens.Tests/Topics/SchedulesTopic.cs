using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>Learning rates and momenta step by step.</summary>
internal sealed class SchedulesTopic : IGoldenTopic
{
    public string Name => "schedules";

    public string? WhyNot(GoldenCase golden) =>
        Schedule(golden) is null ? $"nothing implements the schedule '{golden.Word("kind")}' yet" : null;

    public void Run(GoldenCase golden)
    {
        var schedule = Schedule(golden)!;
        var expected = golden.ExpectedTensor("values");
        Compare.Values(
            golden,
            "values",
            Enumerable.Range(0, expected.Values.Length).Select(step => schedule(step)).ToArray(),
            expected
        );
    }

    private static Func<long, double>? Schedule(GoldenCase golden) =>
        golden.Word("kind") switch
        {
            "lr_warmup_cosine" => Warmup(golden, WarmupForm.FromStart),
            "lr_linspace_warmup_cosine" or "lr_solo" => Warmup(golden, WarmupForm.BothEnds),
            "lr_lightly" => new WarmupCosine(
                golden.Number("start_value"),
                (long)golden.Number("warmup_steps"),
                (long)golden.Number("total_steps"),
                golden.Number("warmup_start_value", 0),
                golden.Number("end_value"),
                WarmupForm.AfterStart
            ).At,
            "ema_cosine" => new CosineMomentum(
                golden.Number("base"),
                golden.Number("final"),
                (long)golden.Number("total_steps")
            ).At,
            "ema_lightly" => new CosineMomentum(
                golden.Number("base"),
                golden.Number("final"),
                (long)golden.Number("total_steps"),
                reachedOnLastStep: true
            ).At,
            _ => null,
        };

    private static Func<long, double> Warmup(GoldenCase golden, WarmupForm form) =>
        new WarmupCosine(
            golden.Number("base_lr"),
            (long)golden.Number("warmup_steps"),
            (long)golden.Number("total_steps"),
            golden.Number("start_lr", 0),
            golden.Number("end_lr", 0),
            form
        ).At;
}
