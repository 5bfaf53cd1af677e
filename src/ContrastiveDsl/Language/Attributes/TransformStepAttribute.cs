using System;

namespace ContrastiveDsl;

/// <summary>
/// One step of an augmentation family. Steps apply in the order in which they stand, each with draws of its own for
/// every sample.
/// </summary>
public abstract class TransformStepAttribute : Attribute;
