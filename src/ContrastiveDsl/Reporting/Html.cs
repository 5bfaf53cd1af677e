using System.Collections;
using System.Globalization;
using System.Net;

namespace ContrastiveDsl.Reporting;

/// <summary>
/// A piece of a page. Only <see cref="Of"/> makes one out of text, so that no text is taken for tags.
/// </summary>
/// <param name="Tags">The tags and what is between them.</param>
internal readonly record struct Html(string Tags)
{
    /// <summary>Nothing.</summary>
    internal static readonly Html None = new("");

    /// <summary>A piece with values in its holes: other pieces as they are, everything else as text.</summary>
    /// <param name="text">Tags, and holes without formats; numbers are written for no culture.</param>
    internal static Html Of(FormattableString text) =>
        new(
            string.Format(
                CultureInfo.InvariantCulture,
                text.Format,
                [.. text.GetArguments().Select(value => Hole(value))]
            )
        );

    /// <summary>Pieces one after another.</summary>
    internal static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Tags)));

    /// <inheritdoc/>
    public override string ToString() => Tags;

    private static string Hole(object? value) =>
        value switch
        {
            Html piece => piece.Tags,
            string text => WebUtility.HtmlEncode(Visible.Of(text)),
            IFormattable number => WebUtility.HtmlEncode(number.ToString(null, CultureInfo.InvariantCulture)),
            IEnumerable pieces => string.Concat(pieces.Cast<object?>().Select(Hole)),
            _ => WebUtility.HtmlEncode(value?.ToString() ?? ""),
        };
}
