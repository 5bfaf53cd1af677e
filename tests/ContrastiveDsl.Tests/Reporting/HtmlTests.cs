using System.Globalization;
using ContrastiveDsl.Reporting;

namespace ContrastiveDsl.Tests.Reporting;

public sealed class HtmlTests
{
    private const string Evil = "<script>alert(\"&'\")</script>";

    [Fact]
    public void Of_TextInAHole_IsText() =>
        Html.Of($"<p title=\"{Evil}\">{Evil}</p>")
            .Tags.Should()
            .Be(
                "<p title=\"&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;\">&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;</p>"
            );

    /// <summary>A line end would end an attribute of some readers, and a turn of direction show another name.</summary>
    [Fact]
    public void Of_ControlCodesInAHole_AreWrittenOut() =>
        Html.Of($"<p>{"a\u001b[31m\n\u202eb\u0085\t"}</p>").Tags.Should().Be("<p>a\\x1b[31m\\n\\u202eb\\x85\\t</p>");

    [Fact]
    public void Of_TextsInAList_AreTextAndPiecesAreNot() =>
        Html.Of($"{new object[] { "<a>", Html.Of($"<b>{"<c>"}</b>"), 1 }}")
            .Tags.Should()
            .Be("&lt;a&gt;<b>&lt;c&gt;</b>1");

    [Fact]
    public void Of_Numbers_AreWrittenForNoCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Html.Of($"{1234.5} {(object?)null}").Tags.Should().Be("1234.5 ");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
