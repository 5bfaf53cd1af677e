using Spectre.Console.Rendering;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Columns without the blanks that fill their last one: files, and tools that compare lines, keep them.
/// </summary>
/// <param name="columns">What has columns, and no border beside the last.</param>
internal sealed class Unpadded(IRenderable columns) : Renderable
{
    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Segment
            .SplitLines(columns.Render(options, maxWidth))
            .SelectMany(line => Trimmed(line).Append(Segment.LineBreak));

    private static IEnumerable<Segment> Trimmed(SegmentLine line)
    {
        var last = line.FindLastIndex(segment => !string.IsNullOrWhiteSpace(segment.Text));
        return line.Take(last + 1)
            .Select((segment, i) => i < last ? segment : new Segment(segment.Text.TrimEnd(), segment.Style));
    }
}
