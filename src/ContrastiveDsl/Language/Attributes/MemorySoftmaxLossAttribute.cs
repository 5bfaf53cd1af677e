using System;

namespace ContrastiveDsl;

/// <summary>
/// The cross entropy of recognizing an image's entry of a memory bank among the negatives that
/// <see cref="MemoryBankAttribute"/> draws, or among the whole bank: InfoNCE with a memory bank.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MemorySoftmaxLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;
}
