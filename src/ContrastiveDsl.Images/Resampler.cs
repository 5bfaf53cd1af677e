namespace ContrastiveDsl.Images;

/// <summary>
/// Makes rows that come one after another into an image of another size: across, then down, each rounded to bytes. It
/// keeps as many rows as the filter is high and no more, and integer arithmetic gives the same bytes on any processor.
/// </summary>
internal sealed class Resampler
{
    private const int Half = 1 << (AxisTaps.Digits - 1);

    private readonly AxisTaps _across;
    private readonly AxisTaps _down;
    private readonly int _channels;
    private readonly Memory<byte> _output;

    /// <summary>The last rows, already of the output's width: row y lies at y modulo their number.</summary>
    private readonly byte[][] _rows;
    private readonly int[] _sums;
    private int _nextInput;
    private int _nextOutput;

    /// <param name="across">What the columns are made of.</param>
    /// <param name="down">What the rows are made of.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="output">Receives [rows, columns, channels].</param>
    internal Resampler(AxisTaps across, AxisTaps down, int channels, Memory<byte> output)
    {
        (_across, _down, _channels, _output) = (across, down, channels, output);
        var stride = across.Count * channels;
        _rows = new byte[down.MostTaps][];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new byte[stride];
        }

        _sums = new int[stride];
    }

    /// <summary>Whether the output is complete, so that further rows change nothing.</summary>
    internal bool IsDone => _nextOutput == _down.Count;

    /// <param name="row">The next row of the input, from the top.</param>
    internal void Add(ReadOnlySpan<byte> row)
    {
        var y = _nextInput++;
        if (IsDone || y < _down.First(_nextOutput))
        {
            return;
        }

        Across(row, _rows[y % _rows.Length]);
        while (!IsDone && _down.End(_nextOutput) <= y + 1)
        {
            Down(_nextOutput++);
        }
    }

    private void Across(ReadOnlySpan<byte> row, Span<byte> output)
    {
        for (var x = 0; x < _across.Count; x++)
        {
            var weights = _across.Weights(x);
            if (_channels == 1)
            {
                output[x] = Mean(row.Slice(_across.First(x), weights.Length), weights);
            }
            else
            {
                MeanColor(row.Slice(_across.First(x) * 3, weights.Length * 3), weights, output.Slice(x * 3, 3));
            }
        }
    }

    private static byte Mean(ReadOnlySpan<byte> values, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return Rounded(sum);
    }

    private static void MeanColor(ReadOnlySpan<byte> colors, ReadOnlySpan<int> weights, Span<byte> mean)
    {
        var (red, green, blue) = (Half, Half, Half);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = weights[i];
            var color = colors.Slice(i * 3, 3);
            red += color[0] * weight;
            green += color[1] * weight;
            blue += color[2] * weight;
        }

        (mean[0], mean[1], mean[2]) = (Rounded(red), Rounded(green), Rounded(blue));
    }

    private void Down(int output)
    {
        var stride = _sums.Length;
        var sums = _sums.AsSpan();
        sums.Fill(Half);
        var weights = _down.Weights(output);
        for (var i = 0; i < weights.Length; i++)
        {
            var row = _rows[(_down.First(output) + i) % _rows.Length].AsSpan(0, sums.Length);
            var weight = weights[i];
            for (var x = 0; x < sums.Length; x++)
            {
                sums[x] += row[x] * weight;
            }
        }

        var result = _output.Span.Slice(output * stride, stride);
        for (var x = 0; x < sums.Length; x++)
        {
            result[x] = Rounded(sums[x]);
        }
    }

    private static byte Rounded(int sum) => (byte)Math.Clamp(sum >> AxisTaps.Digits, 0, 255);
}
