using System;

namespace ContrastiveDsl;

/// <summary>
/// DINO (Caron et al., 2021, arXiv:2104.14294): a student predicts from one view what its teacher, which
/// follows it by momentum, says of the other. Both say it as a distribution over prototypes; the teacher's is centered
/// and sharpened, which is all that prevents a collapse. Takes <see cref="DinoLossAttribute"/>.
/// </summary>
/// <remarks>
/// The prototypes, the paper's last layer, whose weights are normalized, are the library's and trained with the rest.
/// The teacher has copies of encoder, projector and prototypes, which follow as <see cref="MomentumEncoderAttribute"/>
/// says:
/// 0.996, rising to 1 along a cosine, unless it is stated. The paper also
/// crops small views, which only the student sees: <see cref="MultiCropExperimentAttribute.LocalViews"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DinoAttribute : MultiCropExperimentAttribute
{
    /// <summary>K, the prototypes, 2 to 65,536, which is what the paper has for ImageNet. Default 4096.</summary>
    public int Prototypes { get; set; } = 4096;

    /// <summary>
    /// τ of the teacher, greater than 0 and less than the student's, which is the loss's. Default 0.04.
    /// </summary>
    public double TeacherTemperature { get; set; } = 0.04;

    /// <summary>τ of the teacher in the first epoch of its warm-up, greater than 0. Default 0.04.</summary>
    public double WarmupTeacherTemperature { get; set; } = 0.04;

    /// <summary>
    /// Epochs in which the teacher's temperature goes from <see cref="WarmupTeacherTemperature"/> to <see
    /// cref="TeacherTemperature"/> in equal steps, 0 or more. Default 0.
    /// </summary>
    public int TeacherTemperatureWarmupEpochs { get; set; }

    /// <summary>
    /// The share of itself that the center of the teacher's scores keeps in a step, in [0, 1). Default 0.9.
    /// </summary>
    public double CenterMomentum { get; set; } = 0.9;

    /// <summary>
    /// Epochs at the beginning in which the student's prototypes stay where they are, 0 or more. Default 1.
    /// </summary>
    public int FrozenEpochs { get; set; } = 1;
}
