using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ContrastiveDsl.Images;

/// <summary>
/// Makes rows that come one after another into an image of another size: down, then across, each rounded to bytes. It
/// keeps as many rows as the filter is high and no more, and integer arithmetic gives the same bytes on any processor.
/// </summary>
internal sealed class Resampler
{
    private const int Half = 1 << (AxisTaps.Digits - 1);

    private readonly AxisTaps _across;
    private readonly AxisTaps _down;
    private readonly int _channels;
    private readonly Memory<byte> _output;

    /// <summary>The last rows: row y lies at y modulo their number.</summary>
    private readonly byte[][] _rows;

    /// <summary>One row, of the input's width and the output's height, in the making and made.</summary>
    private readonly int[] _sums;
    private readonly byte[] _mean;
    private int _nextInput;
    private int _nextOutput;

    /// <param name="across">What the columns are made of.</param>
    /// <param name="down">What the rows are made of.</param>
    /// <param name="width">The input's width.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="output">Receives [rows, columns, channels].</param>
    internal Resampler(AxisTaps across, AxisTaps down, int width, int channels, Memory<byte> output)
    {
        (_across, _down, _channels, _output) = (across, down, channels, output);
        _rows = new byte[down.MostTaps][];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new byte[width * channels];
        }

        _sums = new int[width * channels];
        // Pixels are read four bytes at a time, the last one too.
        _mean = new byte[(width * channels) + 1];
    }

    /// <summary>Whether the output is complete, so that further rows change nothing.</summary>
    internal bool IsDone => _nextOutput == _down.Count;

    /// <summary>Where the next row of the input, from the top, is to be written before <see cref="Add"/>.</summary>
    internal Span<byte> NextRow => _rows[_nextInput % _rows.Length];

    /// <summary>Takes what was written to <see cref="NextRow"/>.</summary>
    internal void Add()
    {
        _nextInput++;
        while (!IsDone && _down.End(_nextOutput) <= _nextInput)
        {
            Down(_nextOutput);
            var stride = _across.Count * _channels;
            Across(_output.Span.Slice(_nextOutput * stride, stride));
            _nextOutput++;
        }
    }

    private void Down(int output)
    {
        var sums = _sums.AsSpan();
        sums.Fill(Half);
        var weights = _down.Weights(output);
        for (var i = 0; i < weights.Length; i++)
        {
            AddWeighted(_rows[(_down.First(output) + i) % _rows.Length], weights[i], sums);
        }

        for (var x = 0; x < sums.Length; x++)
        {
            _mean[x] = Rounded(sums[x]);
        }
    }

    private static void AddWeighted(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        var width = Vector<int>.Count;
        var x = 0;
        for (; x <= sums.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            AddWeighted(first, weight, sums[x..]);
            AddWeighted(second, weight, sums[(x + width)..]);
            AddWeighted(third, weight, sums[(x + (2 * width))..]);
            AddWeighted(fourth, weight, sums[(x + (3 * width))..]);
        }

        for (; x < sums.Length; x++)
        {
            sums[x] += row[x] * weight;
        }
    }

    private static void AddWeighted(Vector<uint> values, int weight, Span<int> sums) =>
        (new Vector<int>(sums) + (Vector.AsVectorInt32(values) * weight)).CopyTo(sums);

    private void Across(Span<byte> output)
    {
        for (var x = 0; x < _across.Count; x++)
        {
            var weights = _across.Weights(x);
            if (_channels == 1)
            {
                output[x] = Mean(_mean.AsSpan(_across.First(x), weights.Length), weights);
            }
            else
            {
                var mean = MeanColor(_mean.AsSpan(_across.First(x) * 3, (weights.Length * 3) + 1), weights);
                output[x * 3] = Rounded(mean[0]);
                output[(x * 3) + 1] = Rounded(mean[1]);
                output[(x * 3) + 2] = Rounded(mean[2]);
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

    /// <param name="colors">Three bytes a pixel, and one more that counts nothing.</param>
    /// <param name="weights">A weight a pixel.</param>
    /// <returns>The sums of red, green, blue, and one of no meaning.</returns>
    private static Vector128<int> MeanColor(ReadOnlySpan<byte> colors, ReadOnlySpan<int> weights)
    {
        var sums = Vector128.Create(Half);
        for (var i = 0; i < weights.Length; i++)
        {
            var four = Vector128.CreateScalar(MemoryMarshal.Read<uint>(colors[(i * 3)..])).AsByte();
            sums += Vector128.WidenLower(Vector128.WidenLower(four)).AsInt32() * weights[i];
        }

        return sums;
    }

    private static byte Rounded(int sum) => (byte)Math.Clamp(sum >> AxisTaps.Digits, 0, 255);
}
