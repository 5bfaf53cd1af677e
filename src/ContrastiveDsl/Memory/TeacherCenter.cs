using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// The center of a teacher's scores in DINO (Caron et al., 2021, arXiv:2104.14294, equation 4): their mean over images,
/// which follows from batch to batch. It begins at zero.
/// </summary>
public sealed class TeacherCenter : IStateful, IDisposable
{
    private const string ValueName = "value";

    private readonly double momentum;

    static TeacherCenter() => TorchContext.Prepare();

    /// <summary>A center at zero.</summary>
    /// <param name="size">K, the number of scores, at least 1.</param>
    /// <param name="momentum">m, the share of itself that the center keeps, in [0, 1]; 0.9 in the paper.</param>
    /// <param name="device">Where the scores are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, or the momentum is not in [0, 1].</exception>
    public TeacherCenter(int size, double momentum, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentNullException.ThrowIfNull(device);
        if (!(momentum is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "A momentum lies in [0, 1].");
        }

        this.momentum = momentum;
        using var scope = NewDisposeScope();
        Value = zeros([size], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>The center, float32 [K]. The same tensor always; <see cref="Update"/> writes into it.</summary>
    public Tensor Value { get; }

    /// <summary>
    /// <c>center ← m·center + (1 − m)·mean(teacher)</c>, after the loss of the batch. Nothing waits for the device.
    /// </summary>
    /// <param name="teacher">
    /// The teacher's scores of all its views and, where several processes train, of all of them, [N, K]; no gradient
    /// flows to them.
    /// </param>
    /// <exception cref="ArgumentException">The scores are not [N, K] with at least one row.</exception>
    public void Update(Tensor teacher)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        if (teacher.dim() != 2 || teacher.size(0) < 1 || teacher.size(1) != Value.size(0))
        {
            throw new ArgumentException(
                $"The center is of {Value.size(0)} scores, so a batch of them is [N, {Value.size(0)}], but it is [{string.Join(", ", teacher.shape)}].",
                nameof(teacher)
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var mean = teacher.detach().to(ScalarType.Float32).mean([0]);
        Value.mul_(momentum).add_(mean, alpha: 1 - momentum);
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Tensor(ValueName, Value);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var saved = reader.Tensor(ValueName);
        if (saved.dtype != ScalarType.Float32 || saved.dim() != 1 || saved.size(0) != Value.size(0))
        {
            throw new StateException(
                $"The saved center is {saved.dtype} [{string.Join(", ", saved.shape)}], but this one is Float32 [{Value.size(0)}]: it was saved from another experiment."
            );
        }

        using var noGrad = no_grad();
        Value.copy_(saved);
    }

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();
}
