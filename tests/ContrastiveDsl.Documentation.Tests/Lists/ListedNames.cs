using System.Text.RegularExpressions;

namespace ContrastiveDsl.Documentation.Tests.Lists;

/// <summary>A place of a page that lists methods or losses, and which of them belong there.</summary>
/// <param name="Page">Path of the page from the root.</param>
/// <param name="What">What is listed, in words.</param>
/// <param name="Place">A pattern that finds the place, or each of its lines.</param>
/// <param name="All">All names that could stand there.</param>
/// <param name="Expected">Those that belong there.</param>
internal sealed record ListedNames(
    string Page,
    string What,
    string Place,
    IReadOnlyList<string> All,
    IReadOnlyList<string> Expected
)
{
    /// <summary>A line for each name that is missing, and for each that does not belong there.</summary>
    /// <param name="text">The text of the page.</param>
    internal IEnumerable<string> Problems(string text)
    {
        var places = Regex.Matches(text, Place, RegexOptions.Multiline).Select(match => match.Value).ToArray();
        if (places.Length == 0)
        {
            return [$"{Page}: nothing is like '{Place}', by which the test finds {What}"];
        }

        var named = Named(string.Join('\n', places));
        return
        [
            .. Expected.Except(named).Select(name => $"{Page}: '{name}' is missing among {What}"),
            .. named.Except(Expected).Select(name => $"{Page}: '{name}' stands among {What}, and is none of them"),
        ];
    }

    /// <summary>The names in a text; the longest first, since 'MoCo v3' names no 'MoCo'.</summary>
    private List<string> Named(string text)
    {
        var named = new List<string>();
        foreach (var name in All.OrderByDescending(name => name.Length))
        {
            // Of several, or a variant: 'siamese networks', 'ClothesMoCoV1'.
            var pattern = new Regex($@"(?<!\w){Regex.Escape(name)}(s|V\d)?(?!\w)", RegexOptions.IgnoreCase);
            if (pattern.IsMatch(text))
            {
                named.Add(name);
                text = pattern.Replace(text, " ");
            }
        }

        return named;
    }
}
