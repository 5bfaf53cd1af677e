using System.Globalization;
using System.Text;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// Comma-separated text in UTF-8 with a head line: the image's path, then one column for each number. The numbers are
/// the shortest texts that read back as the same float32.
/// </summary>
internal sealed class CsvFormat : EmbeddingFormat
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    internal override bool HoldsNames => true;

    internal override void Write(Stream stream, int size, long most, IEnumerable<EmbeddedRows> rows)
    {
        using var text = new StreamWriter(stream, Utf8, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var columns = Enumerable.Range(0, size).Select(index => FormattableString.Invariant($",f{index}"));
        text.WriteLine("path" + string.Concat(columns));
        foreach (var some in rows)
        {
            for (var row = 0; row < some.Names.Count; row++)
            {
                WriteRow(text, some.Names[row], some.Values.AsSpan(row * size, size));
            }
        }
    }

    private static void WriteRow(StreamWriter text, string name, ReadOnlySpan<float> values)
    {
        Span<char> digits = stackalloc char[32];
        text.Write(
            name.AsSpan().IndexOfAny(Quoted) < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        );
        foreach (var value in values)
        {
            text.Write(',');
            value.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
            text.Write(digits[..written]);
        }

        text.WriteLine();
    }
}
