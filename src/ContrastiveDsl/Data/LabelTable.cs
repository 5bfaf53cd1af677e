using System.Globalization;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>Labels of the images of a folder.</summary>
/// <param name="Numbers">The class of each image, −1 for none.</param>
/// <param name="Classes">The names of the classes in the order of their numbers.</param>
internal sealed record LabelTable(int[] Numbers, IReadOnlyList<string> Classes)
{
    private const int MostClasses = 1_000_000;

    /// <summary>What the first line may be that labels nothing.</summary>
    private const string Header = "path,label";

    /// <summary>The first folder of each path as its class.</summary>
    /// <param name="paths">Paths with slashes, without the folders of splits.</param>
    /// <returns>The labels; null if no image lies in a folder.</returns>
    public static LabelTable? FromFolders(IEnumerable<string> paths)
    {
        var names = paths.Select(FolderOf).ToArray();
        return names.All(name => name is null) ? null : Of(names);
    }

    /// <summary>The first folder of a path, which can be its class; null where it lies in none.</summary>
    public static string? FolderOf(string path) =>
        path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? path[..end] : null;

    /// <summary>Labels of a file with lines of path and label.</summary>
    /// <param name="file">The file; a first line <c>path,label</c> is a header.</param>
    /// <param name="paths">The images, relative to their folder, with slashes.</param>
    /// <param name="alsoThere">Files that are there, but are no images, or are not used; may hold the images.</param>
    /// <exception cref="DataFormatException">
    /// The file cannot be read so, names an image twice with different labels or one that is not there, or labels none.
    /// </exception>
    public static LabelTable FromCsv(string file, IReadOnlyList<string> paths, IReadOnlySet<string> alsoThere)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < paths.Count; i++)
        {
            index[paths[i]] = i;
        }

        var names = new string?[paths.Count];
        var number = 0;
        foreach (var line in ReadLines(file))
        {
            number++;
            var (path, label) = Split(line, file, number);
            if (path is null || (number == 1 && $"{path},{label}" == Header))
            {
                continue;
            }

            if (!index.TryGetValue(path, out var image))
            {
                if (alsoThere.Contains(path))
                {
                    continue;
                }

                throw new DataFormatException(
                    $"'{file}', line {number}, labels '{path}', which is not in the folder: write paths relative to it, with slashes and with their endings{(MayBeHeader(line, number) ? $"; a header is {Header}" : "")}."
                );
            }

            if (names[image] is { } before && before != label)
            {
                throw new DataFormatException(
                    $"'{file}', line {number}, labels '{path}' '{label}', which it labeled '{before}' before."
                );
            }

            names[image] = label;
        }

        return names.All(name => name is null)
            ? throw new DataFormatException($"'{file}' labels none of the {paths.Count} images.")
            : Of(names);
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        if (!File.Exists(file))
        {
            throw new DataFormatException($"There is no file '{file}' of labels.");
        }

        RegularFile.Require(file);
        return File.ReadLines(file);
    }

    private static LabelTable Of(string?[] names)
    {
        string[] classes = [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (classes.Length > MostClasses)
        {
            throw new DataFormatException($"There are {classes.Length} different labels, which are no classes.");
        }

        Array.Sort(classes, Compare);
        var numbers = classes
            .Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return new LabelTable(Array.ConvertAll(names, name => name is null ? -1 : numbers[name]), classes);
    }

    /// <summary>
    /// Numbers by what they count, 10 after 9 and not after 1; then all others. Numbers among the others would leave no
    /// order: 9 before 10, 10 before 1a, 1a before 9.
    /// </summary>
    private static int Compare(string a, string b) =>
        (NumberOf(a), NumberOf(b)) switch
        {
            ({ } first, { } second) when first != second => first.CompareTo(second),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => string.CompareOrdinal(a, b),
        };

    private static long? NumberOf(string name) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Whether a line may name columns: a file's name has an ending, or a folder.</summary>
    private static bool MayBeHeader(string line, int number) => number == 1 && line.AsSpan().IndexOfAny("./\\") < 0;

    /// <summary>Path and label of a line; nulls for an empty one.</summary>
    private static (string? Path, string Label) Split(string line, string file, int number)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return (null, string.Empty);
        }

        var fields = Fields(line);
        if (fields is not [{ Length: > 0 } path, { Length: > 0 } label])
        {
            throw new DataFormatException(
                MayBeHeader(line, number)
                    ? $"'{file}' has the header '{line}', but its columns are the path of an image and its label: write the header {Header}, or none, and those two columns only."
                    : $"'{file}', line {number}, is no path and label with a comma between: put a path with a comma in quotes."
            );
        }

        path = path.Replace('\\', '/');
        return (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path, label);
    }

    /// <summary>Fields with commas between, of which some are in quotes, doubled inside.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
