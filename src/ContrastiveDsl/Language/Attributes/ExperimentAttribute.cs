using System;

namespace ContrastiveDsl;

/// <summary>
/// An attribute that makes a partial class a whole experiment. Parts are named by type, so that a typo is a compiler
/// error; parts may live in another assembly.
/// </summary>
public abstract class ExperimentAttribute : Attribute
{
    /// <summary>The encoder: a class with <see cref="EncoderAttribute"/>. Required.</summary>
    public Type? Encoder { get; set; }

    /// <summary>The projection head: a class with <see cref="ProjectionHeadAttribute"/>. Required, but by methods
    /// that have no projector, as MAE.</summary>
    public Type? Projector { get; set; }

    /// <summary>
    /// The augmentation family that draws the views: a class with <see cref="AugmentationFamilyAttribute"/>. Required.
    /// </summary>
    public Type? Views { get; set; }

    /// <summary>
    /// The augmentation family of the second view, where it is another one: BYOL and MoCo v3 blur and solarize their
    /// views differently. Default: <see cref="Views"/> draws both. Methods with a single view do not read it.
    /// </summary>
    public Type? SecondViews { get; set; }

    /// <summary>
    /// The loss: a class with the loss attribute of the method, such as <see cref="NtXentLossAttribute"/>, or with
    /// <see cref="LossAttribute"/>. Required.
    /// </summary>
    public Type? Loss { get; set; }
}
