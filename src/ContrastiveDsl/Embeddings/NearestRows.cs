using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// The rows nearest to queries by cosine, exactly: every query is multiplied with every row, some rows at a time.
/// </summary>
/// <remarks>
/// An index would have to be built first, which takes longer than thousands of such searches; it pays in a service.
/// </remarks>
internal sealed class NearestRows
{
    private readonly float[] queries;
    private readonly int size;
    private readonly int k;
    private readonly Func<int, long, bool> counts;
    private readonly List<Neighbor>[] best;
    private long seen;

    /// <param name="queries">[Q, D] of length 1, row after row.</param>
    /// <param name="size">D.</param>
    /// <param name="k">How many rows are wanted, at least 1.</param>
    /// <param name="counts">Whether a row may be an answer to a query; asked of near ones only.</param>
    internal NearestRows(float[] queries, int size, int k, Func<int, long, bool> counts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        (this.queries, this.size, this.k, this.counts) = (queries, size, k, counts);
        best = [.. Enumerable.Range(0, queries.Length / size).Select(_ => new List<Neighbor>(k + 1))];
    }

    /// <summary>Compares the queries with the next rows.</summary>
    /// <param name="rows">[N, D] of length 1, row after row.</param>
    internal void Add(ReadOnlySpan<float> rows)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var count = rows.Length / size;
        var matrix = HostTensor.Upload(rows, [count, size], ScalarType.Float32, CPU);
        var asked = HostTensor.Upload<float>(queries, [best.Length, size], ScalarType.Float32, CPU);
        var cosines = HostTensor.Read<float>(asked.mm(matrix.t()));
        for (var query = 0; query < best.Length; query++)
        {
            Merge(query, cosines.AsSpan(query * count, count));
        }

        seen += count;
    }

    /// <summary>The nearest rows of each query so far, the nearest first; equal ones in their order.</summary>
    internal IReadOnlyList<IReadOnlyList<Neighbor>> Found => best;

    private void Merge(int query, ReadOnlySpan<float> cosines)
    {
        var nearest = best[query];
        for (var row = 0; row < cosines.Length; row++)
        {
            var cosine = cosines[row];
            var isNear = nearest.Count < k || cosine > nearest[^1].Cosine;
            if (!isNear || !counts(query, seen + row))
            {
                continue;
            }

            var place = nearest.FindIndex(other => other.Cosine < cosine);
            nearest.Insert(place < 0 ? nearest.Count : place, new Neighbor(seen + row, cosine));
            if (nearest.Count > k)
            {
                nearest.RemoveAt(k);
            }
        }
    }
}
