using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of Barlow Twins (Zbontar et al., 2021, arXiv:2103.03230): the cross-correlation of the components of both
/// views shall be the identity.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BarlowTwinsLossAttribute : LossPartAttribute
{
    /// <summary>
    /// λ, the weight of the redundancy, above 0 to 10⁶: of the squared correlations of different components, of which
    /// there are many more than components. Default 0.0051, as in the authors' code.
    /// </summary>
    public double Lambda { get; set; } = 0.0051;
}
