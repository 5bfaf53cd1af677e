using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Principal components: the directions in which points differ most.</summary>
internal static class PrincipalComponents
{
    /// <summary>The coordinates of points along the first directions.</summary>
    /// <param name="points">float32 [N, D].</param>
    /// <param name="count">How many directions, at most the smaller of N and D; others are 0.</param>
    /// <returns>
    /// [N, count] row after row, and the share of all variance that the directions have, from 0 to 1 each.
    /// </returns>
    internal static (float[] Coordinates, double[] Shares) Of(Tensor points, int count)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var centered = points.to(ScalarType.Float64).to(CPU);
        centered = centered.sub(centered.mean([0], keepdim: true));
        var (u, s, vh) = linalg.svd(centered, fullMatrices: false);
        var found = (int)Math.Min(count, s.shape[0]);
        // A direction has no sign of its own: that of its largest part is made positive.
        var rows = vh.narrow(0, 0, found);
        var signs = rows.gather(1, rows.abs().argmax(1, keepdim: true)).sign().t();
        var coordinates = u.narrow(1, 0, found) * s.narrow(0, 0, found) * signs;
        if (found < count)
        {
            coordinates = cat([coordinates, zeros([points.shape[0], count - found], ScalarType.Float64)], 1);
        }

        var variances = HostTensor.Read<double>(s * s).Concat(Enumerable.Repeat(0.0, count)).ToArray();
        var total = Math.Max(variances.Sum(), double.Epsilon);
        return (
            HostTensor.Read<float>(coordinates.to(ScalarType.Float32).contiguous()),
            [.. variances.Take(count).Select(variance => variance / total)]
        );
    }
}
