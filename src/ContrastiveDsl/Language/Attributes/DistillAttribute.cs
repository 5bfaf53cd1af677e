using System;

namespace ContrastiveDsl;

/// <summary>
/// Distillation of features without labels: a trained network, the teacher, looks at the same view of each image as the
/// student, and the student learns what it says of it. The student shall be as similar to earlier images as the teacher
/// is (SEED: Fang et al., 2021, arXiv:2101.04731), and have its features. Takes <see cref="DistillLossAttribute"/>.
/// </summary>
/// <remarks>
/// The teacher is not trained and no part of what a run leaves. A checkpoint remembers which one it was, and a run goes
/// on with no other. Where nothing in the augmentation family is random, its features of each image are computed once.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DistillAttribute : ExperimentAttribute
{
    /// <summary>
    /// The teacher: the folder of a run of this program, whose encoder at the latest checkpoint it is, or an
    /// <c>.onnx</c> file, which needs the package <c>ContrastiveDsl.Onnx</c>. A relative path begins in the folder that
    /// the program is started in. Its features have as many components as the projector. Required.
    /// </summary>
    public string? Teacher { get; set; }

    /// <summary>
    /// Of a teacher in a file that does not say how its images are normalized: the mean of each channel, whose values
    /// lie in [0, 1], or one for all. Default: as those of <see cref="ExperimentAttribute.Views"/>. What a run was
    /// trained with is known, and so is what the verb <c>export</c> has written.
    /// </summary>
    public double[]? TeacherMean { get; set; }

    /// <summary>The deviation likewise, greater than 0. Stated together with <see cref="TeacherMean"/>.</summary>
    public double[]? TeacherStd { get; set; }

    /// <summary>
    /// Embeddings of earlier images by the teacher that each image is compared with, at least a batch: the oldest are
    /// replaced first. Default 65,536, for data sets much larger than that; 4,096 suits small ones.
    /// </summary>
    public int QueueSize { get; set; } = 65536;
}
