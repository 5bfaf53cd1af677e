using System;

namespace ContrastiveDsl;

/// <summary>
/// VICReg (Bardes, Ponce and LeCun, 2021, arXiv:2105.04906): both views of an image have one embedding (invariance),
/// every component differs from image to image (variance), and no two components say the same (covariance). There are
/// no negatives, no predictor and no second network; views are forwarded one after the other.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VicregAttribute : ExperimentAttribute;
