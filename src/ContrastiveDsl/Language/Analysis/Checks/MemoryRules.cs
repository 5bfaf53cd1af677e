using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about queues, memory banks and momentum encoders: CDSL5xxx.</summary>
internal static class MemoryRules
{
    /// <summary>A queue that does not hold the keys of one step.</summary>
    public static readonly Rule QueueBelowBatch = new(
        "CDSL5002",
        Severity.Error,
        "Queue holds less than a batch",
        "A queue of {0} {2}s cannot hold the {1} {2}s of a step. Use {1} or more{3}."
    );

    /// <summary>A queue in which an image meets its own old key.</summary>
    public static readonly Rule QueueAboveImages = new(
        "CDSL5003",
        Severity.Warning,
        "Queue is larger than the data",
        "A queue of {0} {4}s spans more than the {1} images, so that an image meets its own old {4} as {3}. Use fewer, for example {2}."
    );

    /// <summary>Momentum of a momentum encoder out of range.</summary>
    public static readonly Rule MomentumRange = new(
        "CDSL5005",
        Severity.Error,
        "Encoder momentum is out of range",
        "{0} must be between 0 and 1; it is {1}.{2}"
    )
    {
        Value = 1,
    };

    /// <summary>A momentum encoder that never moves.</summary>
    public static readonly Rule NeverMoves = new(
        "CDSL5006",
        Severity.Error,
        "Momentum encoder never moves",
        "With Momentum = 1 throughout, the momentum encoder never moves. Use 0.99 to 0.9999; a cosine may end at 1, but not begin there."
    );

    /// <summary>A momentum encoder that moves too fast.</summary>
    public static readonly Rule TooFast = new(
        "CDSL5007",
        Severity.Warning,
        "Encoder momentum is low",
        "Momentum {0} lets the momentum encoder follow too fast: in its authors' ablation MoCo loses accuracy at 0.9 and fails at 0. Usual values are 0.99 to 0.9999.{1}"
    );

    /// <summary>A schedule that falls.</summary>
    public static readonly Rule FallingMomentum = new(
        "CDSL5008",
        Severity.Error,
        "Momentum schedule falls",
        "The momentum would go from {0} down to {1}, but schedules rise toward 1. Swap Momentum and FinalMomentum, or leave FinalMomentum out."
    );

    /// <summary>Momentum of a memory bank out of range.</summary>
    public static readonly Rule BankMomentum = new(
        "CDSL5009",
        Severity.Error,
        "Memory-bank momentum is out of range",
        "The momentum of a memory bank must be 0 or more and below 1; it is {0}. 0.5 is usual."
    )
    {
        Value = 0,
    };

    /// <summary>A queue that is never full of keys.</summary>
    public static readonly Rule QueueNeverFills = new(
        "CDSL5010",
        Severity.Warning,
        "Queue never fills",
        "The queue takes {0} steps to fill, but the run has {1}: random vectors stay among the {3}. Use at most {2} {4}s, or train longer."
    );

    /// <summary>More negatives than a bank has entries.</summary>
    public static readonly Rule NegativesAboveImages = new(
        "CDSL5011",
        Severity.Info,
        "More negatives than images",
        "{0} negatives are drawn for each image from a bank of {1}, so that every other image is drawn {2} on average. Use fewer{3}."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        QueueBelowBatch,
        QueueAboveImages,
        MomentumRange,
        NeverMoves,
        TooFast,
        FallingMomentum,
        BankMomentum,
        QueueNeverFills,
        NegativesAboveImages,
    ];
}
