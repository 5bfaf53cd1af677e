using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares an augmentation family: the steps on the class, in their order, draw one random view of an image. Every
/// sample gets draws of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AugmentationFamilyAttribute : PartAttribute
{
    /// <summary>A family whose steps are all written.</summary>
    public AugmentationFamilyAttribute() { }

    /// <summary>A family as a paper has it.</summary>
    /// <param name="preset">
    /// The paper's random steps. A step of the same kind on the class takes the place of the preset's; others follow
    /// behind.
    /// </param>
    public AugmentationFamilyAttribute(ViewsPreset preset) => Preset = preset;

    /// <summary>The paper's random steps, or <see langword="null"/>.</summary>
    public ViewsPreset? Preset { get; }
}
