using System.Globalization;
using System.Text.Json;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ContrastiveDsl.Reporting;

/// <summary>Curves as a figure of a page, which tells its values where the pointer is.</summary>
internal static class PlotFigure
{
    private const int Width = 400;
    private const int Height = 250;
    private const double Stroke = 1.75;

    /// <summary>Of a dashed curve, in pixels. OxyPlot's own gaps are narrower than the curve is wide.</summary>
    private static readonly double[] Dashes = [6, 4];

    /// <summary>The figure.</summary>
    /// <param name="plot">What it shows.</param>
    /// <param name="number">Which figure of the page it is.</param>
    internal static Html Of(Plot plot, int number)
    {
        var model = PlotTheme.Model();
        var steps = new LinearAxis
        {
            Position = AxisPosition.Bottom,
            TickStyle = TickStyle.None,
            MinimumPadding = 0,
            MaximumPadding = 0,
            AxislineStyle = LineStyle.Solid,
            AxislineColor = PlotTheme.GridColor,
            IntervalLength = 80,
            LabelFormatter = Label,
            Title = "steps",
        };
        model.Axes.Add(steps);
        model.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Left,
                TickStyle = TickStyle.None,
                Minimum = plot.FromZero ? 0 : double.NaN,
                MinimumPadding = 0.05,
                MaximumPadding = 0.05,
                MajorGridlineStyle = LineStyle.Solid,
                MajorGridlineColor = PlotTheme.GridColor,
                IntervalLength = 45,
                LabelFormatter = Label,
            }
        );
        foreach (var curve in plot.Curves)
        {
            model.Series.Add(Series(curve));
        }

        var drawing = PlotTheme.Draw(model, Width, Height, plot.Title, FormattableString.Invariant($"f{number}"));
        return Html.Of(
            $"""
            <figure class="plot"><figcaption><b>{plot.Title}</b> {plot.Caption}</figcaption><div class="drawing">{drawing}<div class="at"></div><div class="tip"></div></div>{Values(
                plot,
                model.PlotArea,
                steps
            )}{Normal(plot)}</figure>

            """
        );
    }

    private static Html Normal(Plot plot) =>
        plot.Normal.Length == 0 ? Html.None : Html.Of($"<p class=\"normal\">{plot.Normal}</p>");

    private static LineSeries Series(Curve curve)
    {
        var series = new LineSeries
        {
            Color = PlotTheme.OfRun(curve.Color),
            StrokeThickness = Stroke,
            Dashes = curve.IsDashed ? Dashes : null,
            LineJoin = LineJoin.Round,
            // A single value is a point.
            MarkerType = curve.X.Count == 1 ? MarkerType.Circle : MarkerType.None,
            MarkerFill = PlotTheme.OfRun(curve.Color),
        };
        series.Points.AddRange(curve.X.Zip(curve.Y, (x, y) => new DataPoint(x, y)));
        return series;
    }

    private static string Label(double value) =>
        Math.Abs(value) >= 10_000 && value % 1000 == 0
            ? FormattableString.Invariant($"{value / 1000:0.#}k")
            : value.ToString("G4", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    /// <summary>The values for the page's script. Nothing in JSON of this kind can end its element.</summary>
    private static Html Values(Plot plot, OxyRect area, LinearAxis steps) =>
        new(
            "<script type=\"application/json\">"
                + JsonSerializer.Serialize(
                    new
                    {
                        left = area.Left / Width,
                        right = area.Right / Width,
                        first = steps.ActualMinimum,
                        last = steps.ActualMaximum,
                        curves = plot.Curves.Select(curve => new
                        {
                            name = curve.Name,
                            color = (curve.Color % PlotTheme.RunColors) + 1,
                            x = curve.X.Select(step => Math.Round(step)),
                            y = curve.Y.Select(value => Short(value)),
                        }),
                    }
                )
                + "</script>"
        );

    private static double Short(double value) =>
        double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
