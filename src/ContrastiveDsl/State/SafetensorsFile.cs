using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>
/// An open safetensors file. The header is checked when it is opened; tensors are read when they are asked for.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const long BytesAtOnce = 1 << 28;
    private readonly FileStream stream;
    private readonly long dataStart;

    private SafetensorsFile(string path, FileStream stream, SafetensorsHeader.Result header)
    {
        Path = path;
        this.stream = stream;
        Entries = header.Entries;
        Metadata = header.Metadata;
        dataStart = header.DataStart;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The tensors by key.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <summary>The texts stored beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="StateException">It is not a whole safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(path, stream, SafetensorsHeader.Read(stream, path));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor into a new one on the CPU, the caller's to dispose.</summary>
    public Tensor Load(SafetensorsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var tensor = empty(entry.Shape, entry.Dtype);
        Fill(tensor, entry);
        return tensor;
    }

    /// <summary>
    /// Reads one tensor into an existing one of the same shape and type, whatever its strides and device.
    /// </summary>
    public void CopyTo(SafetensorsEntry entry, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(target);
        using var noGrad = no_grad();
        using var loaded = Load(entry);
        target.copy_(loaded);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <exception cref="StateException">Shape or type differ.</exception>
    internal static void RequireFit(string path, SafetensorsEntry entry, Tensor target)
    {
        var shape = target.shape;
        if (entry.Dtype != target.dtype || !entry.Shape.AsSpan().SequenceEqual(shape))
        {
            throw new StateException(
                $"'{path}' holds '{entry.Name}' as {entry.Description}, but {SafetensorsEntry.Describe(target.dtype, shape)} is needed: it was saved with other sizes."
            );
        }
    }

    private void Fill(Tensor tensor, SafetensorsEntry entry)
    {
        if (entry.ByteCount == 0)
        {
            return;
        }

        stream.Position = dataStart + entry.Begin;
        // In pieces, since a span cannot address more than 2 GiB.
        using var flat = tensor.view(-1);
        var step = BytesAtOnce / SafetensorsTypes.SizeOf(entry.Dtype);
        var count = flat.numel();
        for (var start = 0L; start < count; start += step)
        {
            using var piece = flat.narrow(0, start, Math.Min(step, count - start));
            stream.ReadExactly(HostTensor.Bytes(piece));
        }
    }
}
