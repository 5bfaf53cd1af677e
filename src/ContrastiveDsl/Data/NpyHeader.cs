using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContrastiveDsl.Data;

/// <summary>The beginning of a <c>.npy</c> file, as numpy writes it.</summary>
/// <param name="Type">Type of the numbers as numpy abbreviates it, <c>|u1</c> for bytes.</param>
/// <param name="Shape">The sizes of the dimensions, outermost first.</param>
/// <param name="DataStart">Where the numbers begin, in bytes.</param>
internal sealed partial record NpyHeader(string Type, long[] Shape, int DataStart)
{
    private const int LongestHeader = 1 << 16;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Whether a file begins as a <c>.npy</c> file does.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header and checks it against the length of the file.</summary>
    /// <exception cref="DataFormatException">The file is damaged, or its numbers are laid out by columns.</exception>
    public static NpyHeader Read(string path)
    {
        using var file = File.OpenRead(path);
        var header = Read(file, path);
        var needed = header.DataStart + header.Bytes(path);
        if (needed != file.Length)
        {
            throw new DataFormatException(
                FormattableString.Invariant(
                    $"'{path}' has {file.Length} bytes, but its header, {header.Type} [{string.Join(", ", header.Shape)}], needs {needed}: write the file again."
                )
            );
        }

        return header;
    }

    /// <summary>Bytes of one number.</summary>
    public int ItemSize => Type[^1] - '0';

    /// <summary>The number of numbers.</summary>
    public long Items => Shape.Aggregate(1L, (product, size) => product * size);

    private static NpyHeader Read(Stream file, string path)
    {
        Span<byte> start = stackalloc byte[12];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !Matches(start))
        {
            throw Damaged(path, "it does not begin as a .npy file does");
        }

        var isShort = start[6] == 1;
        var length = isShort
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (start[6] is < 1 or > 3 || length > LongestHeader)
        {
            throw Damaged(path, $"its header claims version {start[6]} and {length} bytes");
        }

        var begin = isShort ? 10 : 12;
        var text = new byte[length];
        file.Position = begin;
        if (file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            throw Damaged(path, "it ends within its header");
        }

        return Parse(Encoding.Latin1.GetString(text), begin + (int)length, path);
    }

    private static NpyHeader Parse(string text, int dataStart, string path)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw Damaged(path, "its header does not say type, order and shape of one array of numbers");
        }

        if (match.Groups["order"].Value == "True")
        {
            throw new DataFormatException(
                $"'{path}' is laid out by columns (fortran_order): save numpy.ascontiguousarray of it."
            );
        }

        string[] sizes = match
            .Groups["shape"]
            .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new long[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!long.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                throw Damaged(path, $"its header claims a size of '{sizes[i]}'");
            }
        }

        return new NpyHeader(match.Groups["type"].Value, shape, dataStart);
    }

    private static DataFormatException Damaged(string path, string why) =>
        new($"'{path}' cannot be read as a .npy file: {why}.");

    private long Bytes(string path)
    {
        var bytes = (long)ItemSize;
        foreach (var size in Shape)
        {
            if (size > 0 && bytes > long.MaxValue / 2 / size)
            {
                throw Damaged(path, "its header claims more than any file holds");
            }

            bytes *= size;
        }

        return bytes;
    }

    [GeneratedRegex(
        """^\s*\{\s*'descr':\s*'(?<type>[<>|=][a-z][1248])',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[0-9, ]*)\),?\s*\}\s*$""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
