using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>Writes safetensors files, the format in which weights travel between frameworks.</summary>
public static class SafetensorsWriter
{
    private const long BytesAtOnce = 1 << 28;

    /// <summary>
    /// Writes a file and forces it to the disk. The same tensors give the same bytes, whatever order they come in.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced once the new one is whole.</param>
    /// <param name="tensors">The tensors by key, on any device and with any strides; they are stored row-major.</param>
    /// <param name="metadata">Texts to store beside them.</param>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write(
        string path,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));
    }

    /// <summary>Writes the bytes of a file.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, string})"/>
    internal static void Write(
        Stream stream,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata
    )
    {
        // Wide types first, as the reference writer does, so that every tensor is aligned to its element size.
        var ordered = tensors
            .OrderByDescending(pair => SafetensorsTypes.SizeOf(pair.Value.dtype))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        WriteAll(stream, BuildHeader(ordered, metadata), ordered);
    }

    private static void WriteAll(Stream stream, byte[] header, KeyValuePair<string, Tensor>[] tensors)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in tensors)
        {
            WriteValues(stream, tensor);
        }
    }

    private static byte[] BuildHeader(
        KeyValuePair<string, Tensor>[] tensors,
        IReadOnlyDictionary<string, string>? metadata
    )
    {
        var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var position = 0L;
            foreach (var (name, tensor) in tensors)
            {
                position = WriteEntry(json, name, tensor, position);
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of eight keep the data aligned in a memory-mapped file.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long begin)
    {
        if (name == SafetensorsHeader.MetadataKey)
        {
            throw new ArgumentException($"'{name}' is reserved by the format and cannot name a tensor.");
        }

        var end = begin + (tensor.numel() * SafetensorsTypes.SizeOf(tensor.dtype));
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsTypes.NameOf(tensor.dtype));
        WriteNumbers(json, "shape", tensor.shape);
        WriteNumbers(json, "data_offsets", [begin, end]);
        json.WriteEndObject();
        return end;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteValues(Stream stream, Tensor tensor)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var flat = HostTensor.Download(tensor);
        var count = flat.numel();
        var step = BytesAtOnce / SafetensorsTypes.SizeOf(tensor.dtype);
        for (var start = 0L; start < count; start += step)
        {
            stream.Write(HostTensor.Bytes(flat.narrow(0, start, Math.Min(step, count - start))));
        }
    }
}
