using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Measures how embeddings lie on the unit sphere: a handful of operations on their device, which wait for nothing, and
/// the rest on the host once the numbers are there.
/// </summary>
internal static class EmbeddingStatistics
{
    /// <summary>Embeddings that are measured at most; of more, as many are taken at even distances.</summary>
    internal const int MaximumRows = 256;

    /// <summary>Rows of scores that are averaged at most: a row may have an entry for each training image.</summary>
    private const int MaximumScores = 32;

    /// <summary>What precedes the products in the numbers of a measurement.</summary>
    private const int Scalars = 4;

    /// <summary>
    /// Below this share of the largest, the square of a singular value is rounding of float32 products.
    /// </summary>
    private const double Rounding = 1e-6;

    /// <summary>Measures embeddings and their positives; positives of other images are the negatives.</summary>
    /// <param name="embeddings">[B, D] or [B, …, D], at least two, of any length.</param>
    /// <param name="positives">Of the same shape and in the same order, or null.</param>
    /// <returns>Numbers for <see cref="Read"/>, float32 on the device, in the current dispose scope.</returns>
    internal static Tensor Measure(Tensor embeddings, Tensor? positives)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var units = Units(embeddings);
        var others = positives is null ? units : Units(positives);
        var own = UnitRows.Products(units, others).sum();
        var count = (double)units.size(0);
        var negative = units.sum(dim: 0L).dot(others.sum(dim: 0L)).sub(own).div(count * (count - 1));
        return Pack(units, positives is null ? null : own.div(count), negative).MoveToOuterDisposeScope();
    }

    /// <summary>The same with keys [K, D] of length one as negatives.</summary>
    internal static Tensor Measure(Tensor embeddings, Tensor positives, Tensor negatives)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var units = Units(embeddings);
        var positive = UnitRows.Products(units, Units(positives)).mean();
        var negative = units.mean([0L]).dot(negatives.detach().to(ScalarType.Float32).mean([0L]));
        return Pack(units, positive, negative).MoveToOuterDisposeScope();
    }

    /// <summary>The same with the entries of a memory bank, which the embeddings are compared with already.</summary>
    internal static Tensor Measure(Tensor embeddings, MemoryScores scores)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var cosines = Spread(scores.Negatives.detach(), MaximumScores);
        var counts = cosines.gt(double.NegativeInfinity);
        var negative = where(counts, cosines, zeros_like(cosines)).sum().div(counts.sum());
        return Pack(Units(embeddings), scores.Positives.detach().mean(), negative).MoveToOuterDisposeScope();
    }

    /// <summary>What the numbers of a measurement say.</summary>
    internal static EmbeddingFigures Read(ReadOnlySpan<float> numbers)
    {
        var products = numbers[Scalars..];
        var size = (int)Math.Sqrt(products.Length);
        return new EmbeddingFigures(
            numbers[0],
            EffectiveRank(products, size),
            size,
            numbers[1],
            float.IsNaN(numbers[2]) ? null : numbers[2],
            numbers[3]
        );
    }

    /// <summary>The distance of rows that are measured: the least that leaves no more than the most.</summary>
    internal static long Step(long rows) => Step(rows, MaximumRows);

    private static long Step(long rows, int maximum) => (rows + maximum - 1) / maximum;

    private static Tensor Units(Tensor embeddings) =>
        UnitRows.Of(Spread(embeddings.detach().flatten(0, -2), MaximumRows), ScalarType.Float32);

    /// <summary>At most so many rows at even distances: neighbors may be patches of one image.</summary>
    private static Tensor Spread(Tensor rows, int maximum)
    {
        var count = rows.size(0);
        return count <= maximum ? rows : rows.slice(0, 0, count, Step(count, maximum));
    }

    private static Tensor Pack(Tensor units, Tensor? positive, Tensor negative)
    {
        var (count, size) = (units.size(0), units.size(1));
        var deviation = units.std([0L], unbiased: false).mean().mul(Math.Sqrt(size));
        var cosines = units.mm(units.t());
        var uniformity = cosines.sub(1).mul_(4).exp_().sum().sub(count).div((double)count * (count - 1)).log();
        var products = size < count ? units.t().mm(units) : cosines;
        var scalars = stack([
            deviation,
            uniformity,
            (positive ?? full_like(deviation, double.NaN)).to(ScalarType.Float32),
            negative.to(ScalarType.Float32),
        ]);
        return cat([scalars, products.reshape(-1)], 0);
    }

    /// <summary>The exponential of the entropy of the singular values' shares.</summary>
    private static double EffectiveRank(ReadOnlySpan<float> products, int size)
    {
        foreach (var product in products)
        {
            if (!float.IsFinite(product))
            {
                return double.NaN;
            }
        }

        return EffectiveRank(SymmetricMatrix.Eigenvalues(products, size));
    }

    /// <param name="squares">Squares of singular values, the largest last.</param>
    private static double EffectiveRank(double[] squares)
    {
        var (sum, weighted) = (0.0, 0.0);
        foreach (var square in squares)
        {
            if (square > squares[^1] * Rounding)
            {
                var value = Math.Sqrt(square);
                sum += value;
                weighted += value * Math.Log(value);
            }
        }

        // The entropy of the shares v / Σv is ln Σv - Σ v ln v / Σv.
        return sum > 0 ? Math.Exp(Math.Log(sum) - (weighted / sum)) : double.NaN;
    }
}
