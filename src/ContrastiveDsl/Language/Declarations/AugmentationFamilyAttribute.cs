using System;

namespace ContrastiveDsl;

/// <summary>Declares an augmentation family: the steps on the class, in their order, draw one random view of an image. Every sample gets draws of its own.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AugmentationFamilyAttribute : PartAttribute;
