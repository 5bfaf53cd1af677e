using System;

namespace ContrastiveDsl;

/// <summary>
/// PIRL's other pretext transform (arXiv:1912.01991, section 4.4): a random resized crop of the image, apart from that
/// of its view, is turned by none, one, two or three quarters.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RotationAttribute : PretextTransformAttribute;
