using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Queues and momentum encoders.</summary>
public sealed class MemoryRuleTests
{
    [Fact]
    public void Queue_BelowABatchBeyondTheUsualSize_IsNotToldThatSize() =>
        Queue(4096, symmetric: false)
            .With("Training", ("BatchSize", 8192))
            .ShouldReport("CDSL5002 A queue of 4096 keys cannot hold the 8192 keys of a step. Use 8192 or more.");

    [Theory]
    [InlineData(0, false, "CDSL1004 Size must be 1 or more; it is 0.")]
    [InlineData(
        255,
        false,
        "CDSL5002 A queue of 255 keys cannot hold the 256 keys of a step. Use 256 or more; 4096 is usual for small data sets."
    )]
    [InlineData(256, false, null)]
    [InlineData(
        511,
        true,
        "CDSL5002 A queue of 511 keys cannot hold the 512 keys of a step. Use 512 or more; 4096 is usual for small data sets."
    )]
    [InlineData(512, true, null)]
    public void Queue_HoldsTheKeysOfAStep(int size, bool symmetric, string? message)
    {
        var raw = Queue(size, symmetric);

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesMoCo#3.Size", size == 0 ? null : "ClothesMoCo#1.BatchSize");
        }
    }

    [Theory]
    [InlineData(
        60_001,
        false,
        "CDSL5003 A queue of 60001 keys spans more than the 60000 images, so that an image meets its own old key as a negative. Use fewer, for example 16384."
    )]
    [InlineData(60_000, false, null)]
    [InlineData(
        120_001,
        true,
        "CDSL5003 A queue of 120001 keys spans more than the 60000 images, so that an image meets its own old key as a negative. Use fewer, for example 32768."
    )]
    [InlineData(120_000, true, null)]
    public void Queue_HoldsNoImageTwice(int size, bool symmetric, string? message)
    {
        var raw = Queue(size, symmetric).Plus(Word("Images", ("Count", 60_000)));

        raw.ShouldReport(message);
        Queue(size, symmetric).ShouldReport(null);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL5003", "ClothesMoCo#3.Size", "ClothesMoCo#4.Count");
        }
    }

    /// <summary>The size that is suggested holds a step's keys, or the advice would lead to the next error.</summary>
    [Fact]
    public void Queue_ThatIsSuggested_HoldsABatch()
    {
        Queue(400)
            .Plus(Word("Images", ("Count", 300)))
            .ShouldReport(
                "CDSL5003 A queue of 400 keys spans more than the 300 images, so that an image meets its own old key as a negative. Use fewer, for example 256."
            );
        Queue(256).Plus(Word("Images", ("Count", 300))).ShouldReport(null);
    }

    [Theory]
    [InlineData(59_904, 1, null)]
    [InlineData(
        59_905,
        1,
        "CDSL5010 The queue takes 235 steps to fill, but the run has 234: random vectors stay among the negatives. Use at most 59904 keys, or train longer."
    )]
    [InlineData(59_905, 2, null)]
    [InlineData(59_905, 0, "CDSL4018 Epochs must be 1 or more; it is 0.")]
    public void Queue_FillsBeforeTheRunEnds(int size, int epochs, string? message)
    {
        Queue(size).Plus(Word("Images", ("Count", 60_000))).With("Training", ("Epochs", epochs)).ShouldReport(message);
    }

    [Fact]
    public void Queue_ThatNeverFills_IsReportedWithTheEpochs()
    {
        Queue(59_905)
            .Plus(Word("Images", ("Count", 60_000)))
            .With("Training", ("Epochs", 1))
            .ShouldReportAt("CDSL5010", "ClothesMoCo#3.Size", "ClothesMoCo#1.Epochs");
    }

    [Fact]
    public void Queue_WithFewerImagesThanABatch_IsNotCompared()
    {
        Queue(4096)
            .Plus(Word("Images", ("Count", 200)))
            .ShouldReportAt("CDSL3019", "ClothesMoCo#1.BatchSize", "ClothesMoCo#4.Count");
    }

    [Theory]
    [InlineData(-0.1, "CDSL5005 Momentum must be between 0 and 1; it is -0.1. Usual values are 0.99 to 0.9999.")]
    [InlineData(1.1, "CDSL5005 Momentum must be between 0 and 1; it is 1.1. Usual values are 0.99 to 0.9999.")]
    [InlineData(99.0, "CDSL5005 Momentum must be between 0 and 1; it is 99. Did you mean 0.99?")]
    [InlineData(100.0, "CDSL5005 Momentum must be between 0 and 1; it is 100. Usual values are 0.99 to 0.9999.")]
    [InlineData(double.NaN, "CDSL5005 Momentum must be between 0 and 1; it is NaN. Usual values are 0.99 to 0.9999.")]
    [InlineData(
        1.0,
        "CDSL5006 With Momentum = 1 throughout, the momentum encoder never moves. Use 0.99 to 0.9999; a cosine may end at 1, but not begin there."
    )]
    [InlineData(
        0.0,
        "CDSL5007 Momentum 0 lets the momentum encoder follow too fast: in its authors' ablation MoCo loses accuracy at 0.9 and fails at 0. Usual values are 0.99 to 0.9999."
    )]
    [InlineData(
        0.89,
        "CDSL5007 Momentum 0.89 lets the momentum encoder follow too fast: in its authors' ablation MoCo loses accuracy at 0.9 and fails at 0. Usual values are 0.99 to 0.9999."
    )]
    [InlineData(0.9, null)]
    [InlineData(0.9999, null)]
    public void Momentum_First_IsJudged(double momentum, string? message)
    {
        foreach (var word in new[] { "MoCo", "Byol" })
        {
            var raw = Method(word, Word("MomentumEncoder", ("Momentum", momentum)));

            raw.ShouldReport(message);
            if (message is not null)
            {
                raw.ShouldReportAt(message[..8], $"Clothes{word}#{(word == "MoCo" ? 4 : 3)}.Momentum");
            }
        }
    }

    [Theory]
    [InlineData(1.5, "CDSL5005 FinalMomentum must be between 0 and 1; it is 1.5. Usual is 1.")]
    [InlineData(
        0.98,
        "CDSL5008 The momentum would go from 0.99 down to 0.98, but schedules rise toward 1. Swap Momentum and FinalMomentum, or leave FinalMomentum out."
    )]
    [InlineData(0.99, null)]
    [InlineData(1.0, null)]
    public void Momentum_Final_IsJudged(double final, string? message)
    {
        Method("Byol", Word("MomentumEncoder", ("Momentum", 0.99), ("FinalMomentum", final))).ShouldReport(message);
    }

    [Fact]
    public void Momentum_FallingFromTheDefault_IsReportedAtWhatIsWritten()
    {
        var raw = Method("Byol", Word("MomentumEncoder", ("FinalMomentum", 0.9)));

        raw.ShouldReportAt("CDSL5008", "ClothesByol#3.FinalMomentum", "ClothesByol#3.Momentum");
        Findings.Messages(raw).Single().Should().Contain("from 0.996 down to 0.9,");
    }

    [Fact]
    public void Momentum_CosineFromOneToOne_NeverMovesEither()
    {
        Method("MoCo", Word("MomentumEncoder", ("Momentum", 1.0), ("Schedule", MomentumSchedule.Cosine)))
            .ShouldReportAt("CDSL5006", "ClothesMoCo#4.Momentum");
        Method("MoCo", Word("MomentumEncoder", ("Momentum", 0.99), ("Schedule", MomentumSchedule.Cosine)))
            .ShouldReport(null);
    }

    [Fact]
    public void FinalMomentum_OfAConstant_IsUnusedAndNotJudgedFurther()
    {
        Method("MoCo", Word("MomentumEncoder", ("FinalMomentum", 2.0)))
            .ShouldReport(
                "CDSL0008 FinalMomentum has no effect on 'ClothesMoCo', whose Schedule is constant. Remove it."
            );
        Method("MoCo", Word("MomentumEncoder", ("FinalMomentum", 1.0), ("Schedule", MomentumSchedule.Cosine)))
            .ShouldReport(null);
    }

    private static RawClass Queue(int size, bool symmetric = false) =>
        Method("MoCo").With("MoCo", ("Symmetric", symmetric)).With("NegativeQueue", ("Size", size));
}
