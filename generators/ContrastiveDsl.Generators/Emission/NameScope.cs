using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ContrastiveDsl.Generators.Parsing;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The names of one file: writes those that come in full (<c>global::TorchSharp.torch.Tensor</c>) as shortly as they
/// mean the same there, and knows which <c>using</c> directives that takes.
/// </summary>
/// <param name="facts">Names that mean something else where the file's class stands.</param>
/// <param name="taken">Names that the class's own code declares.</param>
internal sealed class NameScope(NameFacts facts, ICollection<string> taken)
{
    private const string Root = "global::";

    private readonly HashSet<string> identifiers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> imports = new(StringComparer.Ordinal);
    private readonly HashSet<string> shortened = new(StringComparer.Ordinal);
    private readonly StringBuilder result = new();

    /// <summary>
    /// Every identifier that was written, but for the names shortened here and for members behind a dot: none that the
    /// code declares is missing.
    /// </summary>
    public ICollection<string> Identifiers => identifiers;

    /// <summary>
    /// Whether a name that was shortened is one that the code declares, so that it means another thing.
    /// </summary>
    public bool HasConflict => shortened.Overlaps(identifiers);

    /// <summary>
    /// The <c>using</c> directives that what was written needs: the framework's first, static ones last.
    /// </summary>
    public IReadOnlyList<string> Usings()
    {
        var usings = new List<string>();
        foreach (
            var group in new Predicate<string>[]
            {
                IsSystem,
                import => !IsSystem(import) && !IsStatic(import),
                IsStatic,
            }
        )
        {
            foreach (var import in imports)
            {
                if (group(import))
                {
                    usings.Add("using " + Rooted(import) + ";");
                }
            }
        }

        return usings;
    }

    /// <summary>Notes that the file needs a namespace for an extension method.</summary>
    public void Import(string space) => imports.Add(space);

    /// <summary>A line with its names shortened. Comments and texts in quotes stay as they are.</summary>
    public string Shorten(string line)
    {
        result.Clear();
        var position = 0;
        while (position < line.Length)
        {
            position = line[position] switch
            {
                '/' when StartsWith(line, position, "//") => Copy(line, position, line.Length),
                '"' => Copy(line, position, EndOfText(line, position)),
                'g' when StartsWith(line, position, Root) => ShortenName(line, position + Root.Length),
                '@' or '_' => CopyIdentifier(line, position),
                var character when char.IsLetter(character) => CopyIdentifier(line, position),
                var character when char.IsDigit(character) => Copy(
                    line,
                    position,
                    EndOfName(line, position, dots: false)
                ),
                _ => Copy(line, position, position + 1),
            };
        }

        return result.ToString();
    }

    private static bool IsSystem(string import) =>
        import == "System" || import.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsStatic(string import) => import.StartsWith("static ", StringComparison.Ordinal);

    /// <summary>
    /// A directive's own name is looked up from inside the namespace: where that or one around it has another thing of
    /// the name, it starts from the root.
    /// </summary>
    private string Rooted(string import)
    {
        var (keyword, path) = IsStatic(import)
            ? ("static ", import.Substring("static ".Length))
            : (string.Empty, import);
        var dot = path.IndexOf('.');
        return keyword
            + (
                facts.Hidden.Contains(dot < 0 ? path : path.Substring(0, dot), StringComparer.Ordinal)
                    ? Root
                    : string.Empty
            )
            + path;
    }

    private int ShortenName(string line, int start)
    {
        var end = EndOfName(line, start, dots: true);
        result.Append(Short(line.Substring(start, end - start)));
        return end;
    }

    /// <summary>The name with a type at its front shortened; members of the type may follow.</summary>
    private string Short(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            var type = path.Substring(0, end);
            if (Find(type) is { } found)
            {
                if (found.Import.Length > 0)
                {
                    imports.Add(found.Import);
                }

                shortened.Add(found.Name.TrimStart('@'));
                return found.Name + path.Substring(end);
            }
        }

        return Root + path;
    }

    private (string Name, string Import)? Find(string type)
    {
        var name = type.Substring(type.LastIndexOf('.') + 1);
        if (taken.Contains(name.TrimStart('@')))
        {
            return null;
        }

        foreach (var part in facts.Parts)
        {
            if (part.Path == type)
            {
                return (name, part.Import);
            }
        }

        return
            LibraryNames.ByType.TryGetValue(type, out var scope) && !facts.Hidden.Contains(type, StringComparer.Ordinal)
            ? (name, scope.Import)
            : null;
    }

    private int CopyIdentifier(string line, int start)
    {
        var end = EndOfName(line, start, dots: false);
        var name = line.Substring(start, end - start);
        var isMember = start > 0 && line[start - 1] == '.';
        if (!isMember && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None)
        {
            identifiers.Add(name.TrimStart('@'));
        }

        return Copy(line, start, end);
    }

    private int Copy(string line, int start, int end)
    {
        result.Append(line, start, end - start);
        return end;
    }

    private static int EndOfName(string line, int start, bool dots)
    {
        var end = start;
        while (
            end < line.Length
            && (char.IsLetterOrDigit(line[end]) || line[end] is '_' or '@' || (dots && line[end] == '.'))
        )
        {
            end++;
        }

        return end;
    }

    private static int EndOfText(string line, int start)
    {
        var end = start + 1;
        while (end < line.Length && line[end] != '"')
        {
            end += line[end] == '\\' ? 2 : 1;
        }

        return Math.Min(end + 1, line.Length);
    }

    private static bool StartsWith(string line, int position, string text) =>
        string.CompareOrdinal(line, position, text, 0, text.Length) == 0;
}
