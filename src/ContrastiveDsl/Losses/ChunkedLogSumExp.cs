using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// <c>log Σⱼ exp aᵢ·bⱼ</c> for every row of A [N, D] over rows of B [M, D], of which some are left out, without all
/// N × M similarities at once: rows of A come in chunks, forward and backward.
/// </summary>
/// <remarks>
/// The numbers are those of <c>A.mm(B.t()).logsumexp(1)</c>, but that products of other sizes may round elsewhere. The
/// backward pass computes each chunk's similarities again.
/// </remarks>
internal sealed class ChunkedLogSumExp : autograd.SingleTensorFunction<ChunkedLogSumExp>
{
    /// <summary>As many similarities are held at once: 64 MiB of float32.</summary>
    internal const long Bound = 1L << 24;

    /// <summary>
    /// As many are in a chunk of more of them, since a chunk and what is made of it are held together.
    /// </summary>
    internal const long Chunk = Bound / 4;

    private const string Period = "period";

    /// <inheritdoc/>
    public override string Name => nameof(ChunkedLogSumExp);

    /// <summary>Whether so many similarities are computed in chunks.</summary>
    internal static bool IsFor(long rows, long columns) => rows * columns > Bound;

    /// <summary>The chunks of rows in which a matrix of so many numbers is gone through.</summary>
    internal static IEnumerable<(long Start, long Count)> Chunks(long rows, long columns)
    {
        var size = Math.Max(1, Chunk / columns);
        for (var start = 0L; start < rows; start += size)
        {
            yield return (start, Math.Min(size, rows - start));
        }
    }

    /// <summary>The function over all candidates, in chunks where there are many.</summary>
    /// <param name="rows">A, [N, D].</param>
    /// <param name="candidates">B, [M, D].</param>
    internal static Tensor OfAll(Tensor rows, Tensor candidates) =>
        IsFor(rows.size(0), candidates.size(0))
            ? Of(rows, candidates, period: 0)
            : rows.mm(candidates.t()).logsumexp(1);

    /// <summary>
    /// The function, over all but the candidates j of row i for which j − i is a multiple of a period.
    /// </summary>
    /// <param name="rows">A, [N, D].</param>
    /// <param name="candidates">B, [M, D].</param>
    /// <param name="period">The period, or 0 for all candidates.</param>
    internal static Tensor Of(Tensor rows, Tensor candidates, long period) => apply(rows, candidates, period);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (rows, candidates, period) = ((Tensor)vars[0], (Tensor)vars[1], (long)vars[2]);
        using var scope = NewDisposeScope();
        var sums = new List<Tensor>();
        foreach (var (start, count) in Chunks(rows.size(0), candidates.size(0)))
        {
            using var chunk = NewDisposeScope();
            sums.Add(Similarities(rows, candidates, start, count, period).logsumexp(1).MoveToOuterDisposeScope());
        }

        var all = cat(sums.ToArray(), 0);
        ctx.save_for_backward([rows, candidates, all]);
        ctx.save_data(Period, period);
        return all.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        // The engine may call from a thread of its own, which has no scope.
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (rows, candidates, all) = (saved[0], saved[1], saved[2]);
        var period = (long)ctx.get_data(Period);
        var ofRows = rows.empty_like();
        var ofCandidates = candidates.requires_grad ? candidates.zeros_like() : null;
        foreach (var (start, count) in Chunks(rows.size(0), candidates.size(0)))
        {
            using var chunk = NewDisposeScope();

            // The share of each candidate in the sum, times the slope of the row.
            var shares = Similarities(rows, candidates, start, count, period)
                .sub_(all.narrow(0, start, count).unsqueeze(1))
                .exp_()
                .mul_(grad_output.narrow(0, start, count).unsqueeze(1));
            ofRows.narrow(0, start, count).copy_(shares.mm(candidates));
            ofCandidates?.addmm_(shares.t(), rows.narrow(0, start, count), beta: 1, alpha: 1);
        }

        return [ofRows.MoveToOuterDisposeScope(), ofCandidates?.MoveToOuterDisposeScope()!, null!];
    }

    private static Tensor Similarities(Tensor rows, Tensor candidates, long start, long count, long period)
    {
        var similarities = rows.narrow(0, start, count).mm(candidates.t());
        if (period == 0)
        {
            return similarities;
        }

        // Candidates left out lie on diagonals: j = i, i ± period, …
        var first = start % period;
        first -= (first + count - 1) / period * period;
        for (var offset = first; offset < candidates.size(0); offset += period)
        {
            similarities.diagonal(offset, 0, 1).fill_(double.NegativeInfinity);
        }

        return similarities;
    }
}
