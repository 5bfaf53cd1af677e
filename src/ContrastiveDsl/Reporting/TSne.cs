using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ContrastiveDsl.Reporting;

/// <summary>
/// t-SNE (van der Maaten and Hinton, 2008), exact: every point acts on every other, so the time grows with their
/// square. Neighbors on the map are neighbors; distances between far groups mean nothing.
/// </summary>
/// <remarks>
/// Nothing is drawn by chance: the map begins as the one given, such as principal components. Vectors are of 256 bits
/// on every machine, so that sums have the same order.
/// </remarks>
internal sealed class TSne
{
    private const int Early = 250;
    private const double Exaggeration = 12;
    private readonly int count;
    private readonly int stride;
    private readonly float[] affinities;
    private readonly float[] map;
    private readonly float[] gradient;

    /// <param name="points">[N, D], row after row.</param>
    /// <param name="size">D.</param>
    /// <param name="start">Where the map begins, [N, 2] as N first and N second coordinates.</param>
    /// <param name="perplexity">How many neighbors a point has, about; no more than a third of the others.</param>
    internal TSne(float[] points, int size, float[] start, double perplexity = 30)
    {
        count = points.Length / size;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 4);
        // A whole number of vectors; what is beyond the points is so far away that it acts on none.
        stride = (count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        Perplexity = Math.Min(perplexity, (count - 1) / 3.0);
        affinities = Affinities(points, size, Perplexity);
        map = new float[2 * stride];
        gradient = new float[2 * count];
        var scale = 1e-4f / Math.Max(1e-12f, (float)Deviation(start.AsSpan(0, count)));
        for (var axis = 0; axis < 2; axis++)
        {
            map.AsSpan((axis * stride) + count, stride - count).Fill(1e15f);
            for (var i = 0; i < count; i++)
            {
                map[(axis * stride) + i] = start[(axis * count) + i] * scale;
            }
        }
    }

    /// <summary>How many neighbors a point has, about.</summary>
    internal double Perplexity { get; }

    /// <summary>The map as it stands: N first coordinates, then N second ones.</summary>
    internal float[] Map => [.. map.AsSpan(0, count), .. map.AsSpan(stride, count)];

    /// <summary>Moves the points for so many steps.</summary>
    /// <param name="iterations">How many; a map of a thousand points settles in about 500.</param>
    internal void Run(int iterations = 500)
    {
        var rate = (float)Math.Max(count / Exaggeration / 4, 50);
        var velocity = new float[gradient.Length];
        var gains = new float[gradient.Length];
        Array.Fill(gains, 1f);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var isEarly = iteration < Math.Min(Early, iterations / 2);
            Differentiate(isEarly ? (float)Exaggeration : 1);
            var momentum = isEarly ? 0.5f : 0.8f;
            for (var i = 0; i < gradient.Length; i++)
            {
                gains[i] = Math.Max(0.01f, gradient[i] > 0 != velocity[i] > 0 ? gains[i] + 0.2f : gains[i] * 0.8f);
                velocity[i] = (momentum * velocity[i]) - (rate * gains[i] * gradient[i]);
                map[Place(i)] += velocity[i];
            }
        }
    }

    /// <summary>
    /// The gradient of Kullback and Leibler's divergence at the map as it stands: N first coordinates, then N second
    /// ones.
    /// </summary>
    internal float[] Gradient()
    {
        Differentiate(1);
        return [.. gradient];
    }

    /// <summary>Kullback and Leibler's divergence of the map from the points, of which the map is a minimum.</summary>
    internal double Divergence()
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                total += i == j ? 0 : Near(i, j);
            }
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                double affinity = affinities[(i * stride) + j];
                sum += affinity > 0 ? affinity * Math.Log(affinity * total / Near(i, j)) : 0;
            }
        }

        return sum;
    }

    /// <summary>Moves one coordinate, as a test of the gradient does.</summary>
    internal void Shift(int coordinate, float by) => map[Place(coordinate)] += by;

    private int Place(int coordinate) => coordinate < count ? coordinate : stride + coordinate - count;

    private double Near(int i, int j)
    {
        var (dx, dy) = ((double)map[i] - map[j], (double)map[stride + i] - map[stride + j]);
        return 1 / (1 + (dx * dx) + (dy * dy));
    }

    private void Differentiate(float exaggeration)
    {
        var total = 0.0;
        var repulsion = new float[gradient.Length];
        for (var i = 0; i < count; i++)
        {
            var (attract, repel, sum) = Forces(i);
            total += sum - 1;
            (gradient[i], gradient[count + i]) = attract;
            (repulsion[i], repulsion[count + i]) = repel;
        }

        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = 4 * ((exaggeration * gradient[i]) - (float)(repulsion[i] / total));
        }
    }

    /// <summary>What all points do to one, itself included, which does nothing but count 1 in the sum.</summary>
    private ((float X, float Y) Attraction, (float X, float Y) Repulsion, float Sum) Forces(int i)
    {
        var (x, y, one) = (Vector256.Create(map[i]), Vector256.Create(map[stride + i]), Vector256.Create(1f));
        var (attractX, attractY) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (repelX, repelY, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        ref var xs = ref MemoryMarshal.GetArrayDataReference(map);
        ref var ps = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(affinities), i * stride);
        for (nuint j = 0; j < (nuint)stride; j += (nuint)Vector256<float>.Count)
        {
            var dx = x - Vector256.LoadUnsafe(ref xs, j);
            var dy = y - Vector256.LoadUnsafe(ref xs, j + (nuint)stride);
            var near = one / (one + (dx * dx) + (dy * dy));
            var pull = Vector256.LoadUnsafe(ref ps, j) * near;
            var push = near * near;
            sum += near;
            attractX += pull * dx;
            attractY += pull * dy;
            repelX += push * dx;
            repelY += push * dy;
        }

        return (
            (Vector256.Sum(attractX), Vector256.Sum(attractY)),
            (Vector256.Sum(repelX), Vector256.Sum(repelY)),
            Vector256.Sum(sum)
        );
    }

    /// <summary>Symmetric affinities that sum to 1, [N, stride].</summary>
    private float[] Affinities(float[] points, int size, double perplexity)
    {
        var one = new float[count * stride];
        var distances = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                distances[j] = Distance(points, size, i, j);
            }

            Neighborhood(distances, i, Math.Log(perplexity), one.AsSpan(i * stride, count));
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var both = (one[(i * stride) + j] + one[(j * stride) + i]) / (2 * count);
                one[(i * stride) + j] = one[(j * stride) + i] = both;
            }
        }

        return one;
    }

    /// <summary>Finds the width at which a point's neighbors have the wanted entropy.</summary>
    private static void Neighborhood(double[] distances, int self, double entropy, Span<float> result)
    {
        var nearest = distances.Where((_, j) => j != self).Min();
        var (low, high, beta) = (0.0, double.PositiveInfinity, 1.0);
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var j = 0; j < distances.Length; j++)
            {
                // Relative to the nearest, so that not all are 0.
                var weight = j == self ? 0 : Math.Exp(-beta * (distances[j] - nearest));
                result[j] = (float)weight;
                sum += weight;
                weighted += weight * (distances[j] - nearest);
            }

            var excess = Math.Log(sum) + (beta * weighted / sum) - entropy;
            for (var j = 0; j < distances.Length; j++)
            {
                result[j] /= (float)sum;
            }

            if (Math.Abs(excess) < 1e-5)
            {
                return;
            }

            (low, high) = excess > 0 ? (beta, high) : (low, beta);
            beta = double.IsPositiveInfinity(high) ? beta * 2 : (low + high) / 2;
        }
    }

    private static double Distance(float[] points, int size, int i, int j)
    {
        var left = points.AsSpan(i * size, size);
        var right = points.AsSpan(j * size, size);
        var sum = 0f;
        for (var d = 0; d < left.Length; d++)
        {
            var difference = left[d] - right[d];
            sum += difference * difference;
        }

        return sum;
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        return Math.Sqrt(Math.Max(0, (squares / values.Length) - (sum / values.Length * (sum / values.Length))));
    }
}
