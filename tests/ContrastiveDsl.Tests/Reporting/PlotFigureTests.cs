using System.Globalization;
using System.Text.RegularExpressions;
using ContrastiveDsl.Reporting;

namespace ContrastiveDsl.Tests.Reporting;

public sealed partial class PlotFigureTests
{
    private static readonly Plot Plot = new(
        "A <title>",
        "",
        [
            new Curve("</script><i>", 0, IsDashed: false, [1, 2, 3], [0.00123, 0.00456, 0.00789]),
            new Curve("other", 9, IsDashed: true, [1, 2], [0.001, 0.002]),
        ]
    );

    [Fact]
    public void Of_Curves_HasTheColorsOfThePage()
    {
        var figure = PlotFigure.Of(Plot, 0).Tags;

        figure.Should().Contain("var(--run1)").And.Contain("var(--run2)").And.Contain("stroke-dasharray");
        figure.Should().Contain("var(--line)").And.Contain("var(--faint)").And.NotContain("rgb(");
    }

    [Fact]
    public void Of_ADashedCurve_HasGapsWiderThanTheLine()
    {
        var dash = Dash().Match(PlotFigure.Of(Plot, 0).Tags);

        dash.Success.Should().BeTrue();
        // Round joins and smoothing close a gap that is not clearly wider.
        double.Parse(dash.Groups["gap"].Value, CultureInfo.InvariantCulture)
            .Should()
            .BeGreaterThan(2 * double.Parse(dash.Groups["width"].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_NamesWithTags_AreText()
    {
        var figure = PlotFigure.Of(Plot, 0).Tags;

        figure.Should().Contain("A &lt;title&gt;").And.NotContain("<title>").And.NotContain("<i>");
        Regex.Matches(figure, "</script>").Should().ContainSingle();
    }

    [Fact]
    public void Of_Curves_SayThatTheyGoOverSteps() =>
        Texts().Matches(PlotFigure.Of(Plot, 0).Tags).Select(match => match.Groups[1].Value).Should().Contain("steps");

    [Fact]
    public void Of_SmallValues_KeepTheirDigitsOnTheAxis() =>
        Texts().Matches(PlotFigure.Of(Plot, 0).Tags).Select(match => match.Groups[1].Value).Should().Contain("0.004");

    [Fact]
    public void Of_WhatIsNormal_StandsBelowTheCurves()
    {
        var figure = PlotFigure.Of(Plot with { Normal = "Normal: < 1." }, 0).Tags;

        figure.Should().Contain("<p class=\"normal\">Normal: &lt; 1.</p></figure>");
        PlotFigure.Of(Plot, 0).Tags.Should().NotContain("class=\"normal\"");
    }

    [Fact]
    public void Of_TwoFigures_ShareNoIdentifier()
    {
        var ids = Ids()
            .Matches(PlotFigure.Of(Plot, 0).Tags + PlotFigure.Of(Plot, 1).Tags)
            .Select(match => match.Groups[1].Value)
            .ToArray();

        ids.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }

    [GeneratedRegex(@"stroke-width:(?<width>[\d.]+)[^""]*stroke-dasharray:[\d.]+,(?<gap>[\d.]+)")]
    private static partial Regex Dash();

    [GeneratedRegex("<text[^>]*>([^<]*)<")]
    private static partial Regex Texts();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
