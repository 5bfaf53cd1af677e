namespace ContrastiveDsl.Images;

/// <summary>From gray to color and back.</summary>
internal static class Channels
{
    /// <summary>Converts a row.</summary>
    /// <param name="source">Its pixels.</param>
    /// <param name="from">Their channels, 1 or 3.</param>
    /// <param name="target">Receives as many pixels.</param>
    /// <param name="to">Their channels, 1 or 3.</param>
    internal static void Convert(ReadOnlySpan<byte> source, int from, Span<byte> target, int to)
    {
        if (from == to)
        {
            source.CopyTo(target);
        }
        else if (to == 3)
        {
            for (var i = 0; i < source.Length; i++)
            {
                target.Slice(i * 3, 3).Fill(source[i]);
            }
        }
        else
        {
            for (var i = 0; i < target.Length; i++)
            {
                var color = source.Slice(i * 3, 3);
                // ITU-R BT.601 in parts of 65536, whose sum is 65536: gray stays the same gray.
                target[i] = (byte)(((color[0] * 19595) + (color[1] * 38470) + (color[2] * 7471) + 32768) >> 16);
            }
        }
    }
}
