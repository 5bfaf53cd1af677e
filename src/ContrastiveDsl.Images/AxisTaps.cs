namespace ContrastiveDsl.Images;

/// <summary>
/// For each output position along one axis, which inputs it is a weighted mean of: a triangle (bilinear) filter that is
/// widened by the factor by which the image becomes smaller, so that nothing is skipped (antialiased).
/// </summary>
internal sealed class AxisTaps
{
    /// <summary>The binary digits after the point of a weight: 255 times the sum of all weights fits 31 bits.</summary>
    internal const int Digits = 22;

    private readonly int[] _first;
    private readonly int[] _start;
    private readonly int[] _weights;

    /// <param name="inputs">How many inputs there are.</param>
    /// <param name="extent">
    /// The length of the image in inputs. It may be a little more than there are, where a decoder made the image
    /// smaller and dropped what was no whole input.
    /// </param>
    /// <param name="outputs">How many outputs the whole extent becomes.</param>
    /// <param name="from">The first of the outputs that are wanted.</param>
    /// <param name="count">How many are wanted.</param>
    internal AxisTaps(int inputs, double extent, int outputs, int from, int count)
    {
        var scale = extent / outputs;
        var reach = Math.Max(scale, 1);
        _first = new int[count];
        _start = new int[count + 1];
        var weights = new List<int>();
        Span<double> share = new double[(2 * (int)Math.Ceiling(reach)) + 1];
        for (var i = 0; i < count; i++)
        {
            var center = (from + i + 0.5) * scale;
            var first = Math.Clamp((int)(center - reach + 0.5), 0, inputs - 1);
            var end = Math.Clamp((int)(center + reach + 0.5), first + 1, inputs);
            var sum = 0.0;
            for (var input = first; input < end; input++)
            {
                var distance = Math.Abs(input + 0.5 - center) / reach;
                sum += share[input - first] = Math.Max(0, 1 - distance);
            }

            for (var tap = 0; tap < end - first; tap++)
            {
                // Where the one input there is lies beyond the filter's reach, it counts alone.
                var weight = sum > 0 ? share[tap] / sum : 1.0 / (end - first);
                weights.Add((int)Math.Round(weight * (1 << Digits), MidpointRounding.AwayFromZero));
            }

            _first[i] = first;
            _start[i + 1] = weights.Count;
        }

        _weights = [.. weights];
    }

    /// <summary>How many outputs there are.</summary>
    internal int Count => _first.Length;

    /// <summary>The largest number of inputs that an output is made of.</summary>
    internal int MostTaps
    {
        get
        {
            var most = 0;
            for (var i = 0; i < Count; i++)
            {
                most = Math.Max(most, _start[i + 1] - _start[i]);
            }

            return most;
        }
    }

    /// <summary>The first input of an output.</summary>
    internal int First(int output) => _first[output];

    /// <summary>The input after the last one of an output.</summary>
    internal int End(int output) => _first[output] + _start[output + 1] - _start[output];

    /// <summary>The weights of an output's inputs, in units of 2^-<see cref="Digits"/>.</summary>
    internal ReadOnlySpan<int> Weights(int output) =>
        _weights.AsSpan(_start[output], _start[output + 1] - _start[output]);
}
