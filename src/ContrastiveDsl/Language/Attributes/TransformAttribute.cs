using System;

namespace ContrastiveDsl;

/// <summary>
/// Without an argument: declares a custom transform, a partial class with <c>public static Tensor Apply(Tensor images,
/// TransformDraws draws)</c>, which must not change <c>images</c> in place: they may be the caller's. One without
/// chance, <c>Draws = 0</c>, may leave <c>draws</c> out.
/// With a type: lists such a transform as one step of an augmentation family.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TransformAttribute : TransformStepAttribute
{
    /// <summary>Declares the class as a custom transform.</summary>
    public TransformAttribute() { }

    /// <summary>Lists a custom transform in an augmentation family.</summary>
    /// <param name="type">A class declared with <see cref="TransformAttribute"/>.</param>
    public TransformAttribute(Type type) => Type = type;

    /// <summary>The custom transform that is listed, if the attribute stands on a family.</summary>
    public Type? Type { get; }

    /// <summary>
    /// Uniform random numbers that the custom transform needs for each sample, 0 to 262,144. Default 1.
    /// </summary>
    public int Draws { get; set; } = 1;
}
