using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// Which rows of a <see cref="MemoryBank"/> a batch is compared with: its own, and its negatives.
/// The methods <c>Draw</c> of the bank make one.
/// </summary>
public sealed class MemoryDraw
{
    private MemoryDraw(Tensor rows, Tensor? negatives)
    {
        Rows = rows;
        Negatives = negatives;
    }

    /// <summary>The row of each image, int64 [B], on the bank's device.</summary>
    public Tensor Rows { get; }

    /// <summary>
    /// The rows of each image's negatives, int64 [B, K], on the bank's device; <see langword="null"/> if they are all
    /// rows but its own.
    /// </summary>
    public Tensor? Negatives { get; }

    /// <summary>
    /// A draw of given rows. That they exist is for the caller to see to: to look would be to wait for the device.
    /// </summary>
    /// <param name="rows">
    /// The row of each image, int64 [B], at least one, from 0 to N - 1; all different if the bank is updated with this
    /// draw.
    /// </param>
    /// <param name="negatives">
    /// The rows of each image's negatives, int64 [B, K], K at least 1, on the same device; <see langword="null"/> for
    /// all rows but its own.
    /// </param>
    /// <returns>A draw that holds on to these tensors; they stay the caller's.</returns>
    /// <exception cref="ArgumentException">A tensor has another type or shape.</exception>
    public static MemoryDraw Of(Tensor rows, Tensor? negatives)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.dtype != ScalarType.Int64 || rows.dim() != 1 || rows.size(0) < 1)
        {
            throw new ArgumentException(
                $"The rows of a batch are Int64 [B] with at least one, but these are {rows.dtype} [{string.Join(", ", rows.shape)}].",
                nameof(rows)
            );
        }

        if (
            negatives is not null
            && (
                negatives.dtype != ScalarType.Int64
                || negatives.dim() != 2
                || negatives.size(0) != rows.size(0)
                || negatives.size(1) < 1
            )
        )
        {
            throw new ArgumentException(
                $"The negatives of a batch of {rows.size(0)} are Int64 [{rows.size(0)}, K] with K at least 1, but these are {negatives.dtype} [{string.Join(", ", negatives.shape)}].",
                nameof(negatives)
            );
        }

        return new MemoryDraw(rows, negatives);
    }
}
