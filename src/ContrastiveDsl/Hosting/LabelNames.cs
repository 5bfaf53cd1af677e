namespace ContrastiveDsl.Hosting;

/// <summary>Classes in a line.</summary>
internal static class LabelNames
{
    private const int Most = 8;

    /// <summary>The first of them by their names, where they have some: <c>bag, boot, coat, …</c>.</summary>
    /// <param name="classes">Their numbers, at least 0.</param>
    /// <param name="names">The names of all classes by their numbers; null where they have none.</param>
    internal static string Of(IReadOnlyList<int> classes, IReadOnlyList<string>? names) =>
        string.Join(", ", classes.Take(Most).Select(label => NameOf(label, names)))
        + (classes.Count > Most ? ", …" : "");

    private static string NameOf(int label, IReadOnlyList<string>? names) =>
        names is not null && label < names.Count ? names[label] : Say.Number(label);
}
