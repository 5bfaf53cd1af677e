using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about optimizer, schedule and run: CDSL4xxx.</summary>
internal static class OptimizerRules
{
    /// <summary>Learning rate or decay out of range.</summary>
    public static readonly Rule Rate = new(
        "CDSL4001",
        Severity.Error,
        "Rate is out of range",
        "{0} must be {1}; it is {2}."
    )
    {
        Value = 2,
    };

    /// <summary>Further settings of an optimizer out of range.</summary>
    public static readonly Rule Setting = new(
        "CDSL4006",
        Severity.Error,
        "Optimizer setting is out of range",
        "{0} must be {1}; it is {2}."
    )
    {
        Value = 2,
    };

    /// <summary>A learning rate far from what the optimizer is used with.</summary>
    public static readonly Rule UnusualRate = new(
        "CDSL4007",
        Severity.Warning,
        "Learning rate is unusual",
        "A learning rate of {0} is far {1} what {2} is used with{3} ({4}).{5}"
    );

    /// <summary>Warm-up leaves nothing for training.</summary>
    public static readonly Rule WarmupTooLong = new(
        "CDSL4010",
        Severity.Error,
        "Warm-up takes the whole run",
        "A warm-up of {0} leaves none of the {1} for training. Set WarmupEpochs = {2}."
    );

    /// <summary>The schedule would rise.</summary>
    public static readonly Rule FinalRate = new(
        "CDSL4012",
        Severity.Warning,
        "Schedule ends above its rate",
        "The cosine would go from {0} up to {1}. {2}, or leave FinalLearningRate out."
    );

    /// <summary>Settings of the run out of range.</summary>
    public static readonly Rule Run = new(
        "CDSL4018",
        Severity.Error,
        "Run setting is out of range",
        "{0} must be {1}; it is {2}."
    )
    {
        Value = 2,
    };

    /// <summary>Warm-up or decay out of range.</summary>
    public static readonly Rule Schedule = new(
        "CDSL4019",
        Severity.Error,
        "Schedule setting is out of range",
        "{0} must be {1}; it is {2}.{3}"
    )
    {
        Value = 2,
    };

    /// <summary>Two optimizers on one experiment.</summary>
    public static readonly Rule TwoOptimizers = new(
        "CDSL4020",
        Severity.Error,
        "Experiment has two optimizers",
        "'{0}' has two optimizers, [{1}] and [{2}]. Keep one."
    );

    /// <summary>Warm-up stated twice.</summary>
    public static readonly Rule WarmupTwice = new(
        "CDSL4021",
        Severity.Error,
        "Warm-up is stated twice",
        "WarmupEpochs = {0} and WarmupFraction = {1} both state the warm-up. Remove one."
    );

    /// <summary>Warm-up and decay leave each other no room.</summary>
    public static readonly Rule DecayTooLong = new(
        "CDSL4022",
        Severity.Error,
        "Decay does not fit the run",
        "A decay of {0} does not fit a run of {1}{2}. Shorten it, or train longer."
    );

    /// <summary>Decay that leaves nothing of a weight.</summary>
    public static readonly Rule DecayErases = new(
        "CDSL4023",
        Severity.Error,
        "Decay erases the weights",
        "A learning rate of {0} times a weight decay of {1} is {2}: every step takes away all of a weight or more, so that nothing is kept. {3}"
    );

    /// <summary>Decay that leaves weights a memory of a few steps.</summary>
    public static readonly Rule FastDecay = new(
        "CDSL4024",
        Severity.Warning,
        "Decay shrinks weights fast",
        "A learning rate of {0} times a weight decay of {1} shrinks weights by {2} of their length in a step{3}. {4}"
    );

    /// <summary>A decay far from what the optimizer is used with.</summary>
    public static readonly Rule UnusualDecay = new(
        "CDSL4025",
        Severity.Warning,
        "Weight decay is unusual",
        "A weight decay of {0} is far above what {1} is used with ({2}).{3}"
    );

    /// <summary>A share that goes where the share that stays is meant.</summary>
    public static readonly Rule Complement = new(
        "CDSL4026",
        Severity.Warning,
        "Momentum is written as its complement",
        "{0} is the share that is kept in a step here, and {1} keeps little. Use {2}."
    );

    /// <summary>A warm-up of more than half the run.</summary>
    public static readonly Rule LongWarmup = new(
        "CDSL4028",
        Severity.Info,
        "Warm-up takes most of the run",
        "The rate rises for {0} % of the run and reaches its peak when little is left. Papers warm up for 1 to 25 % of it. Shorten it, or train longer."
    );

    /// <summary>A decay of fewer parameters than in the code of a method.</summary>
    public static readonly Rule PartialDecay = new(
        "CDSL4030",
        Severity.Info,
        "Authors decay all parameters",
        "The authors of {0} use {1} with a decay of all parameters, but biases and normalizations do not decay here. Set DecayBiasAndNorm = true to do as they do, or false to say that it is meant."
    );

    /// <summary>A custom module where layers compute in another type than that of their parameters.</summary>
    public static readonly Rule CustomPrecision = new(
        "CDSL4031",
        Severity.Error,
        "Custom module computes in float32",
        "'{0}' is {1} of your own, which computes in the type of its parameters and not in bfloat16. Remove Precision, or make '{0}' of layer attributes or a preset."
    );

    /// <summary>A type in which nothing is computed.</summary>
    public static readonly Rule IdlePrecision = new(
        "CDSL4032",
        Severity.Warning,
        "Nothing computes in bfloat16",
        "Nothing that '{0}' and the heads multiply is computed in bfloat16: convolutions of fewer than {1} channels, or of an odd number, and last layers stay float32. Remove Precision, or give '{0}' more channels."
    );

    /// <summary>Micro-batches with a method that does not take them.</summary>
    public static readonly Rule MicroBatchMethod = new(
        "CDSL4033",
        Severity.Error,
        "Method takes no micro-batches",
        "MicroBatch is for {1}; {0} is none of them. Remove it, or make the batch smaller."
    );

    /// <summary>Micro-batches that do not make up the batch.</summary>
    public static readonly Rule UnevenMicroBatch = new(
        "CDSL4034",
        Severity.Error,
        "Micro-batches do not make up the batch",
        "MicroBatch = {0} must be smaller than BatchSize = {1} and divide it. {2}."
    );

    /// <summary>Parts of split statistics that are torn apart by micro-batches.</summary>
    public static readonly Rule TornSplits = new(
        "CDSL4035",
        Severity.Error,
        "Micro-batches tear parts of split statistics",
        "MicroBatch = {0} would tear the {1} parts of [SplitBatchNorm] on '{2}' apart: their number must be a multiple of {3}, so that every part lies inside one micro-batch and one view."
    );

    /// <summary>Statistics of micro-batches in place of the batch's.</summary>
    public static readonly Rule MicroStatistics = new(
        "CDSL4036",
        Severity.Warning,
        "Statistics are those of micro-batches",
        "'{0}' normalizes each micro-batch of {1} images by its own mean and variance, not by those of the batch of {2}: the gradient is that of other embeddings than without MicroBatch. To have the same, {3} there."
    );

    /// <summary>Two schedules on one experiment.</summary>
    public static readonly Rule TwoSchedules = new(
        "CDSL4037",
        Severity.Error,
        "Experiment has two schedules",
        "'{0}' has two schedules, [{1}] and [{2}]. Keep one."
    );

    /// <summary>A milestone that the run ends before.</summary>
    public static readonly Rule UnreachedMilestone = new(
        "CDSL4038",
        Severity.Warning,
        "Milestone is never reached",
        "The rate does not fall after {0}: the run has {1}. Leave out what it does not reach, or train longer."
    );

    /// <summary>A warm-up in which the rate would fall.</summary>
    public static readonly Rule WarmupPastMilestone = new(
        "CDSL4039",
        Severity.Error,
        "Warm-up goes past a milestone",
        "A warm-up of {0} still rises when the rate is to fall, after {1}. Shorten it, or let the rate fall later."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rate,
        Setting,
        UnusualRate,
        WarmupTooLong,
        FinalRate,
        Run,
        Schedule,
        TwoOptimizers,
        WarmupTwice,
        DecayTooLong,
        DecayErases,
        FastDecay,
        UnusualDecay,
        Complement,
        LongWarmup,
        PartialDecay,
        CustomPrecision,
        IdlePrecision,
        MicroBatchMethod,
        UnevenMicroBatch,
        TornSplits,
        MicroStatistics,
        TwoSchedules,
        UnreachedMilestone,
        WarmupPastMilestone,
    ];
}
