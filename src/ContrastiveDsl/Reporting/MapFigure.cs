using System.Text.Json;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ContrastiveDsl.Reporting;

/// <summary>A map of embeddings as a figure of a page, which shows the image where the pointer is.</summary>
internal static class MapFigure
{
    private const int Side = 400;

    /// <summary>The figure.</summary>
    /// <param name="map">Where the points are.</param>
    /// <param name="images">What they are.</param>
    /// <param name="number">Which figure of the page it is.</param>
    internal static Html Of(EmbeddingMap map, MappedImages images, int number)
    {
        var model = PlotTheme.Model();
        model.Padding = new OxyThickness(4);
        var (x, y) = (Axis(AxisPosition.Bottom), Axis(AxisPosition.Left));
        model.Axes.Add(x);
        model.Axes.Add(y);
        foreach (
            var group in Enumerable.Range(0, images.Names.Count).GroupBy(i => images.Labels[i]).OrderBy(g => g.Key)
        )
        {
            var series = new ScatterSeries
            {
                MarkerType = MarkerType.Circle,
                MarkerSize = 3,
                MarkerFill = group.Key < 0 ? PlotTheme.OfRun(0) : PlotTheme.OfClass(group.Key),
                // Like points are not to be drawn as one.
                BinSize = 0,
            };
            series.Points.AddRange(
                group.Select(i => new ScatterPoint(map.Coordinates[i], map.Coordinates[images.Names.Count + i]))
            );
            model.Series.Add(series);
        }

        var drawing = PlotTheme.Draw(model, Side, Side, map.Title, FormattableString.Invariant($"f{number}"));
        return Html.Of(
            $"""
            <figure class="map"><figcaption><b>{map.Title}</b> {map.Caption}</figcaption><div class="drawing">{drawing}<div class="tip"></div></div>{Places(
                map,
                images,
                x,
                y
            )}</figure>

            """
        );
    }

    /// <summary>The classes and their colors; empty without labels.</summary>
    internal static Html Legend(MappedImages images) =>
        images.Classes.Count == 0
            ? Html.None
            : Html.Of(
                $"<ul class=\"legend classes\">{images.Classes.Select(one => Html.Of($"<li data-class=\"{one.Key % PlotTheme.ClassColors + 1}\"><i style=\"background:var(--class{one.Key % PlotTheme.ClassColors + 1})\"></i>{one.Value}</li>"))}</ul>\n"
            );

    private static LinearAxis Axis(AxisPosition position) =>
        new()
        {
            Position = position,
            IsAxisVisible = false,
            MinimumPadding = 0.03,
            MaximumPadding = 0.03,
        };

    private static Html Places(EmbeddingMap map, MappedImages images, LinearAxis x, LinearAxis y)
    {
        var count = images.Names.Count;
        return new(
            "<script type=\"application/json\">"
                + JsonSerializer.Serialize(
                    new
                    {
                        columns = images.Columns,
                        rows = (count + images.Columns - 1) / images.Columns,
                        names = images.Names.Select(Visible.Of),
                        x = Enumerable.Range(0, count).Select(i => Share(x.Transform(map.Coordinates[i]))),
                        y = Enumerable.Range(0, count).Select(i => Share(y.Transform(map.Coordinates[count + i]))),
                    }
                )
                + "</script>"
        );
    }

    private static double Share(double pixels) => Math.Round(pixels / Side, 4);
}
