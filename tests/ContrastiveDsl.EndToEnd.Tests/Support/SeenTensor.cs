using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A matrix that a loss was given.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="RequiresGradient">Whether a gradient would go on from it.</param>
internal sealed record SeenTensor(IReadOnlyList<float[]> Rows, bool RequiresGradient)
{
    /// <summary>A copy.</summary>
    public static SeenTensor Of(Tensor tensor) =>
        new([.. Values.Of(tensor).Chunk((int)tensor.size(1))], tensor.requires_grad);

    /// <summary>The rows as unit vectors.</summary>
    public IEnumerable<float[]> Units() =>
        Rows.Select(row =>
        {
            var norm = Math.Sqrt(row.Sum(value => (double)value * value));
            return row.Select(value => (float)(value / norm)).ToArray();
        });
}
