using System.Text;
using System.Text.Json;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Records;

/// <summary>The lines that a run adds to its metrics, each read once.</summary>
internal sealed class MetricsTail
{
    private readonly string path;
    private long position;

    /// <param name="folder">The run's folder. Lines that are there already are passed over.</param>
    internal MetricsTail(string folder)
    {
        path = Path.Combine(folder, MetricsLog.FileName);
        position = File.Exists(path) ? new FileInfo(path).Length : 0;
    }

    /// <summary>The whole lines that have been added since.</summary>
    internal IReadOnlyList<JsonElement> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Min(position, stream.Length);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        // What follows the last line's end is still being written.
        var whole = bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
        position += whole.Length;
        return [.. Encoding.UTF8.GetString(whole).Split('\n').Select(MetricsLog.Parse).OfType<JsonElement>()];
    }
}
