using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Links;

/// <summary>
/// Whether the links of pages lead somewhere within the repository; what lies beyond is not looked at.
/// </summary>
/// <param name="pages">All pages, by their paths.</param>
/// <param name="exists">Whether there is a file or folder of a path.</param>
internal sealed class LinkCheck(IReadOnlyDictionary<string, Page> pages, Func<string, bool> exists)
{
    /// <summary>A line for each link that leads nowhere.</summary>
    internal IEnumerable<string> Problems(Page page) =>
        page
            .Links.Select(link => (link.Line, Problem: Problem(page, link.Target)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{page.Path}:{found.Line}: {found.Problem}");

    private string? Problem(Page page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return null;
        }

        var (file, anchor) = target.Split('#', 2) is [var before, var behind] ? (before, behind) : (target, null);
        var path = file.Length == 0 ? page.Path : Resolve(page.Folder, file);
        if (path is null || !exists(path))
        {
            return $"there is no '{target}'";
        }

        if (anchor is null)
        {
            return null;
        }

        return pages.TryGetValue(path, out var other) && other.Anchors.Contains(anchor)
            ? null
            : $"'{path}' has no heading '#{anchor}'";
    }

    /// <summary>The path from the root; null where it leaves the repository.</summary>
    private static string? Resolve(string folder, string file)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in file.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
