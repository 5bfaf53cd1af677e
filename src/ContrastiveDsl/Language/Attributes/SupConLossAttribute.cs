using System;

namespace ContrastiveDsl;

/// <summary>
/// The supervised contrastive loss (Khosla et al., 2020, arXiv:2004.11362), the mean over all views of the batch.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SupConLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;

    /// <summary>
    /// The loss is multiplied by <see cref="Temperature"/> over this, greater than 0. Default 0.07, as in the authors'
    /// code; set it to the temperature for the paper's formula.
    /// </summary>
    public double BaseTemperature { get; set; } = 0.07;

    /// <summary>Where the sum over positives stands. Default <see cref="SupConForm.Out"/>, the better one.</summary>
    public SupConForm Form { get; set; }
}
