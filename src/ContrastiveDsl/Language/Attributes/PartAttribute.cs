using System;

namespace ContrastiveDsl;

/// <summary>
/// An attribute that makes a partial class one part of an experiment: encoder, head, augmentation family, loss or
/// transform.
/// </summary>
public abstract class PartAttribute : Attribute;
