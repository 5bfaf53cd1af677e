using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of DINO (Caron et al., 2021, arXiv:2104.14294, equations 1 to 3), in one direction: what a student says of
/// one view shall be what its teacher says of another.
/// </summary>
public static class Dino
{
    private const string Name = "DINO's loss";

    /// <summary>The teacher's distributions: <c>softmax((teacher − center) / τ)</c>.</summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64), without gradients. The center keeps one entry from being large for
    /// all images, the low temperature keeps all entries from being alike.
    /// </remarks>
    /// <param name="teacher">The teacher's scores of a view, [B, K].</param>
    /// <param name="center">What the teacher says of images at large, [K], on the same device.</param>
    /// <param name="temperature">τ of the teacher, above 0; 0.04 in the paper.</param>
    /// <returns>[B, K], each row a distribution, without a gradient.</returns>
    /// <exception cref="ArgumentException">
    /// The scores are not [B, K] with at least one row, or the center not [K].
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Targets(Tensor teacher, Tensor center, double temperature)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(center);
        if (teacher.dim() != 2 || teacher.numel() == 0 || center.dim() != 1 || center.size(0) != teacher.size(1))
        {
            throw new ArgumentException(
                $"A teacher's scores are [B, K] and their center is [K], but they are {Require.Shape(teacher)} and {Require.Shape(center)}.",
                nameof(teacher)
            );
        }

        Require.Temperature(temperature);
        using var noGrad = no_grad();
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(teacher, center);
        return teacher
            .detach()
            .to(precision)
            .sub(center.to(precision))
            .div(temperature)
            .softmax(1)
            .MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The teacher's temperature in an epoch: at first <paramref name="initial"/>, then in equal steps to <paramref
    /// name="final"/>, which it has in the last epoch of the warm-up and from then on, as in the authors' code.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="initial">τ in the first epoch of a warm-up, above 0.</param>
    /// <param name="final">τ behind it, above 0.</param>
    /// <param name="warmupEpochs">Epochs of the warm-up, 0 or more; a single one has the first temperature.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static double TeacherTemperature(int epoch, double initial, double final, int warmupEpochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupEpochs);
        Require.Temperature(initial);
        Require.Temperature(final);
        return epoch >= warmupEpochs ? final : initial + ((final - initial) * epoch / Math.Max(1, warmupEpochs - 1));
    }

    /// <summary><c>-Σ target · log softmax(student / τ)</c>, the mean over the images.</summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). ln K where the student's scores are equal. Of several crops the
    /// mean over all pairs of a crop with targets and another one is taken.
    /// </remarks>
    /// <param name="student">The student's scores of a view, [B, K].</param>
    /// <param name="targets">
    /// The teacher's distributions of another view of the same images, [B, K], as <see cref="Targets"/> makes them.
    /// They get no gradient.
    /// </param>
    /// <param name="temperature">τ of the student, above 0; 0.1 in the paper.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with a gradient to the student's scores.</returns>
    /// <exception cref="ArgumentException">
    /// Scores and targets are not two matrices of one shape with at least one row.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor student, Tensor targets, double temperature)
    {
        Require.Pair(Name, student, nameof(student), targets, nameof(targets));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(student, targets);
        var predicted = student.to(precision).div(temperature).log_softmax(1);
        return targets.detach().to(precision).mul(predicted).sum(dim: 1L).mean().neg().MoveToOuterDisposeScope();
    }
}
