using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of distillation: the cross entropy of how similar the teacher and the student find an image to those of a
/// queue (SEED: Fang et al., 2021, arXiv:2101.04731), and how far the student's features point away from the teacher's.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DistillLossAttribute : LossPartAttribute
{
    /// <summary>Temperature of the student's similarities, greater than 0. Default 0.2.</summary>
    public double Temperature { get; set; } = 0.2;

    /// <summary>
    /// Temperature of the teacher's similarities, greater than 0: small makes the nearest images count alone. Default
    /// 0.01.
    /// </summary>
    public double TeacherTemperature { get; set; } = 0.01;

    /// <summary>Weight of the cross entropy of similarities, 0 to 10⁶. Default 1.</summary>
    public double SimilarityWeight { get; set; } = 1;

    /// <summary>
    /// Weight of the distance of features, one minus their cosine, 0 to 10⁶; 0 is SEED as published. Default 1.
    /// </summary>
    public double RegressionWeight { get; set; } = 1;
}
