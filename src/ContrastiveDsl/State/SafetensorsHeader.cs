using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>
/// Reads and checks the header of a safetensors file: eight bytes of length, then JSON. Nothing in it is believed
/// before it is checked.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The limit of the format's reference implementation.</summary>
    internal const long LargestHeader = 100_000_000;

    internal const string MetadataKey = "__metadata__";

    internal sealed record Result(
        IReadOnlyDictionary<string, SafetensorsEntry> Entries,
        IReadOnlyDictionary<string, string> Metadata,
        long DataStart
    );

    /// <param name="stream">The file, at its start.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="StateException">The header does not describe the file.</exception>
    internal static Result Read(Stream stream, string path)
    {
        var length = ReadLength(stream, path);
        var json = new byte[length];
        stream.ReadExactly(json);
        using var document = Parse(json, path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Damaged(path, "its header is not a JSON object");
        }

        var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                ReadMetadata(property.Value, metadata, path);
            }
            else if (!entries.TryAdd(property.Name, ReadEntry(property.Name, property.Value, path)))
            {
                throw Damaged(path, $"its header names '{property.Name}' twice");
            }
        }

        RequireSeamless(entries.Values, stream.Length - 8 - length, path);
        return new Result(entries, metadata, 8 + length);
    }

    private static long ReadLength(Stream stream, string path)
    {
        if (stream.Length < 8)
        {
            throw Damaged(path, $"it has {stream.Length} bytes, and the length of the header alone takes 8");
        }

        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length < 2 || length > LargestHeader || length > (ulong)(stream.Length - 8))
        {
            throw Damaged(path, $"it claims a header of {length} bytes in a file of {stream.Length}");
        }

        return (long)length;
    }

    private static JsonDocument Parse(byte[] json, string path)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, $"its header is not JSON ({exception.Message})");
        }
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string path)
    {
        if (
            element.ValueKind != JsonValueKind.Object
            || element.EnumerateObject().Any(property => property.Value.ValueKind != JsonValueKind.String)
        )
        {
            throw Damaged(path, $"'{MetadataKey}' is not an object of strings");
        }

        foreach (var property in element.EnumerateObject())
        {
            metadata[property.Name] = property.Value.GetString()!;
        }
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Damaged(path, $"the description of '{name}' is not an object");
        }

        var dtype = ReadType(name, element, path);
        var shape = ReadNumbers(name, element, "shape", path);
        var offsets = ReadNumbers(name, element, "data_offsets", path);
        if (offsets.Length != 2)
        {
            throw Damaged(path, $"'{name}' has {offsets.Length} data_offsets instead of 2");
        }

        var entry = new SafetensorsEntry(name, dtype, shape, offsets[0], offsets[1]);
        var expected = CountBytes(entry, path);
        if (entry.ByteCount != expected)
        {
            throw Damaged(
                path,
                $"'{name}', {entry.Description}, needs {expected} bytes, but its data_offsets span {entry.ByteCount}"
            );
        }

        return entry;
    }

    private static ScalarType ReadType(string name, JsonElement element, string path)
    {
        if (!element.TryGetProperty("dtype", out var text) || text.ValueKind != JsonValueKind.String)
        {
            throw Damaged(path, $"'{name}' has no dtype");
        }

        return SafetensorsTypes.TryParse(text.GetString()!, out var dtype)
            ? dtype
            : throw new StateException(
                $"'{path}' holds '{name}' as {text.GetString()}, a type that Torch does not have; supported are {SafetensorsTypes.Names}."
            );
    }

    private static long[] ReadNumbers(string name, JsonElement element, string property, string path)
    {
        if (!element.TryGetProperty(property, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Damaged(path, $"'{name}' has no {property}");
        }

        var numbers = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
            {
                throw Damaged(path, $"the {property} of '{name}' holds {item.GetRawText()}, which is no size");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static long CountBytes(SafetensorsEntry entry, string path)
    {
        try
        {
            return entry.Shape.Aggregate((long)SafetensorsTypes.SizeOf(entry.Dtype), (product, size) =>
                checked(product * size)
            );
        }
        catch (OverflowException)
        {
            throw Damaged(
                path,
                $"the shape of '{entry.Name}', [{string.Join(", ", entry.Shape)}], has more bytes than can be counted"
            );
        }
    }

    /// <summary>
    /// The tensors must fill the rest of the file without overlap, hole or surplus, as the format demands.
    /// </summary>
    private static void RequireSeamless(IEnumerable<SafetensorsEntry> entries, long dataLength, string path)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != position)
            {
                throw Damaged(
                    path,
                    $"'{entry.Name}' begins at byte {entry.Begin} of the data, expected {position}: tensors {(entry.Begin < position ? "overlap" : "leave a hole")}"
                );
            }

            position = entry.End;
        }

        if (position != dataLength)
        {
            throw Damaged(path, $"its tensors take {position} bytes, but {dataLength} bytes of data are there");
        }
    }

    private static StateException Damaged(string path, string reason) =>
        new($"'{path}' is not a whole safetensors file: {reason}.");
}
