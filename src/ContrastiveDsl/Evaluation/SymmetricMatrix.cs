namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Eigenvalues of a small symmetric matrix on the host. Torch's own look at an error code on the device, which a step
/// must not wait for; and what is measured in a step is on the host already.
/// </summary>
internal static class SymmetricMatrix
{
    /// <summary>Halvings of the interval of an eigenvalue: more than float32 tells apart.</summary>
    private const int Halvings = 40;

    /// <summary>The eigenvalues of a symmetric matrix, rising.</summary>
    /// <param name="elements">n × n finite numbers, row by row.</param>
    /// <param name="size">n, at least 1.</param>
    internal static double[] Eigenvalues(ReadOnlySpan<float> elements, int size)
    {
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            rows[i] = new double[size];
            for (var j = 0; j < size; j++)
            {
                rows[i][j] = elements[(i * size) + j];
            }
        }

        return Bisect(Tridiagonalize(rows));
    }

    /// <summary>
    /// Mirrors the matrix, column by column (Householder, 1958), until only the diagonal and its neighbors are left;
    /// the eigenvalues stay.
    /// </summary>
    private static (double[] Diagonal, double[] SquaredNeighbors) Tridiagonalize(double[][] rows)
    {
        var size = rows.Length;
        var squares = new double[size];
        for (var column = 0; column < size - 1; column++)
        {
            var (normal, neighbor) = Mirror(rows[column], column + 1);
            squares[column + 1] = neighbor * neighbor;
            if (normal is not null)
            {
                Apply(rows, normal, column + 1);
            }
        }

        return ([.. rows.Select((row, index) => row[index])], squares);
    }

    /// <summary>
    /// The unit normal of the mirror that turns the rest of a row into its first component, and that component.
    /// </summary>
    private static (double[]? Normal, double Neighbor) Mirror(double[] row, int start)
    {
        var length = Math.Sqrt(row.Skip(start).Sum(value => value * value));
        if (length == 0)
        {
            return (null, 0);
        }

        var target = row[start] > 0 ? -length : length;
        var normal = new double[row.Length];
        Array.Copy(row, start, normal, start, row.Length - start);
        normal[start] -= target;
        var norm = Math.Sqrt(normal.Sum(value => value * value));
        for (var i = start; i < normal.Length; i++)
        {
            normal[i] /= norm;
        }

        return (normal, target);
    }

    /// <summary>A ← (I - 2nnᵀ) A (I - 2nnᵀ) from a row and column on.</summary>
    private static void Apply(double[][] rows, double[] normal, int start)
    {
        var size = rows.Length;
        var image = new double[size];
        var share = 0.0;
        for (var i = start; i < size; i++)
        {
            for (var j = start; j < size; j++)
            {
                image[i] += rows[i][j] * normal[j];
            }

            share += normal[i] * image[i];
        }

        for (var i = start; i < size; i++)
        {
            image[i] -= share * normal[i];
        }

        for (var i = start; i < size; i++)
        {
            for (var j = start; j < size; j++)
            {
                rows[i][j] -= 2 * ((normal[i] * image[j]) + (image[i] * normal[j]));
            }
        }
    }

    private static double[] Bisect((double[] Diagonal, double[] SquaredNeighbors) matrix)
    {
        var (diagonal, squares) = matrix;
        var size = diagonal.Length;
        var bound = 0.0;
        for (var i = 0; i < size; i++)
        {
            var right = i + 1 < size ? Math.Sqrt(squares[i + 1]) : 0;
            bound = Math.Max(bound, Math.Abs(diagonal[i]) + Math.Sqrt(squares[i]) + right);
        }

        var values = new double[size];
        for (var index = 0; index < size; index++)
        {
            var (low, high) = (-bound, bound);
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (low + high) / 2;
                (low, high) = CountBelow(diagonal, squares, middle) > index ? (low, middle) : (middle, high);
            }

            values[index] = (low + high) / 2;
        }

        return values;
    }

    /// <summary>Eigenvalues below a number: negative pivots of the matrix less that number (Sylvester).</summary>
    private static int CountBelow(double[] diagonal, double[] squares, double number)
    {
        var (count, pivot) = (0, 1.0);
        for (var i = 0; i < diagonal.Length; i++)
        {
            pivot = diagonal[i] - number - (squares[i] / pivot);
            // A pivot of zero stands for a very small one.
            pivot = pivot == 0 ? double.Epsilon * 1e300 : pivot;
            count += pivot < 0 ? 1 : 0;
        }

        return count;
    }
}
