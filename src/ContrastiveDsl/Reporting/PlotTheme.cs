using System.Globalization;
using System.Text.RegularExpressions;
using OxyPlot;

namespace ContrastiveDsl.Reporting;

/// <summary>
/// Drawings of OxyPlot as a page takes them: their colors are the page's own, which has others in the dark, and their
/// names clash with no other drawing's.
/// </summary>
internal static partial class PlotTheme
{
    /// <summary>Colors of runs; more of them begin anew.</summary>
    internal const int RunColors = 8;

    /// <summary>Colors of classes; more of them begin anew.</summary>
    internal const int ClassColors = 20;

    private const byte Ink = 1;
    private const byte Line = 2;
    private const byte Run = 3;
    private const byte Class = 4;

    private static readonly string[] RunLight =
    [
        "#2f6fde",
        "#c2410c",
        "#15803d",
        "#a21caf",
        "#a16207",
        "#0e7490",
        "#be123c",
        "#525252",
    ];

    private static readonly string[] RunDark =
    [
        "#6ea0f7",
        "#fb923c",
        "#4ade80",
        "#e879f9",
        "#facc15",
        "#22d3ee",
        "#fb7185",
        "#bdbdbd",
    ];

    /// <summary>Legible on light and on dark; the second ten are paler.</summary>
    private static readonly string[] Class20 =
    [
        "#4e79a7",
        "#f28e2b",
        "#59a14f",
        "#e15759",
        "#9467bd",
        "#9c755f",
        "#f277b5",
        "#7f7f7f",
        "#c9a227",
        "#22a7b8",
        "#8fb8de",
        "#f7b87a",
        "#8cd17d",
        "#f5a3a1",
        "#c5a9dd",
        "#c9ac9b",
        "#f9bcd9",
        "#b4b4b4",
        "#e3cd6d",
        "#86d3dd",
    ];

    /// <summary>The colors, as rules of style.</summary>
    internal static string Style { get; } =
        $$"""
            :root { {{Palette(RunLight, "run")}} {{Palette(Class20, "class")}} }
            @media (prefers-color-scheme: dark) { :root { {{Palette(RunDark, "run")}} } }
            """;

    /// <summary>The color of text.</summary>
    internal static OxyColor TextColor => Token(Ink, 0);

    /// <summary>The color of a grid.</summary>
    internal static OxyColor GridColor => Token(Line, 0);

    /// <summary>The color of a run.</summary>
    internal static OxyColor OfRun(int number) => Token(Run, number % RunColors);

    /// <summary>The color of a class.</summary>
    internal static OxyColor OfClass(int number) => Token(Class, number % ClassColors);

    /// <summary>An empty drawing in the page's colors.</summary>
    internal static PlotModel Model() =>
        new()
        {
            // Its widths are known; the page shows its own font, which is about as wide.
            DefaultFont = "Arial",
            DefaultFontSize = 12,
            TextColor = TextColor,
            PlotAreaBorderColor = OxyColors.Undefined,
            PlotAreaBorderThickness = new OxyThickness(0),
            // OxyPlot takes pixels for points, so that texts are a third longer than it knows.
            Padding = new OxyThickness(14, 8, 14, 4),
        };

    /// <summary>The drawing as part of a page.</summary>
    /// <param name="model">The drawing.</param>
    /// <param name="width">In pixels, of which the page may make others.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="name">What it shows, for whoever does not see it.</param>
    /// <param name="key">What its names begin with, unlike those of any other on the page.</param>
    internal static Html Draw(PlotModel model, int width, int height, string name, string key)
    {
        var exporter = new SvgExporter
        {
            Width = width,
            Height = height,
            IsDocument = false,
        };
        var text = exporter.ExportToString(model);
        text = text[text.IndexOf("<svg", StringComparison.Ordinal)..];
        text = text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..];
        text = Colors()
            .Replace(text, match =>
                Variable(byte.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value)
            );
        text = Clips().Replace(text, match => match.Groups[1].Value + key + match.Groups[2].Value);
        // In tags alone: what is written out keeps its digits.
        text = Tags().Replace(text, tag => Fractions().Replace(tag.Value, "$1"));
        text = text.Replace(" font-family=\"Arial\"", "", StringComparison.Ordinal);
        return Html.Of(
            $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\" font-family=\"inherit\">{new Html(text)}"
        );
    }

    /// <summary>A color that stands for one of the page's.</summary>
    private static OxyColor Token(byte kind, int number) => OxyColor.FromRgb(kind, 0, (byte)(number + 1));

    private static string Variable(byte kind, string number) =>
        kind switch
        {
            Ink => "var(--faint)",
            Line => "var(--line)",
            Run => $"var(--run{number})",
            _ => $"var(--class{number})",
        };

    private static string Palette(string[] colors, string name) =>
        string.Concat(colors.Select((color, number) => $"--{name}{number + 1}: {color}; "));

    [GeneratedRegex(@"rgb\((\d+),0,(\d+)\)")]
    private static partial Regex Colors();

    [GeneratedRegex("(id=\"|url\\(#)(clipPath\\d+)")]
    private static partial Regex Clips();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"(\d\.\d)\d+")]
    private static partial Regex Fractions();
}
