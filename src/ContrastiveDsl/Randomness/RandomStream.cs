namespace ContrastiveDsl.Randomness;

/// <summary>What random numbers are for. Streams of one seed are independent of each other.</summary>
public enum RandomStream
{
    /// <summary>The order of the images within an epoch.</summary>
    Order = 1,

    /// <summary>The augmentation of views.</summary>
    Views = 2,

    /// <summary>Negatives drawn from a memory bank, and the first contents of queues and banks.</summary>
    Memory = 3,

    /// <summary>Evaluation: subsets and probes.</summary>
    Evaluation = 4,

    /// <summary>Patches that are removed from images.</summary>
    Masks = 5,
}
