using System.Globalization;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Names of generated files: readable, bounded (paths on Windows end at 260 characters) and different for different classes.</summary>
internal static class HintName
{
    /// <summary>Longest name, extension excluded.</summary>
    private const int MaximumLength = 100;

    /// <summary><c>Shop.ClothesEncoder.g.cs</c>, or with a concern <c>Shop.ClothesSimClr.Definition.g.cs</c>.</summary>
    /// <param name="qualifiedName">Name of the class with namespace and containing types.</param>
    /// <param name="concern">What of the class the file holds, or <see langword="null"/>.</param>
    public static string For(string qualifiedName, string? concern = null)
    {
        var suffix = concern is null ? ".g.cs" : "." + concern + ".g.cs";
        return qualifiedName.Length <= MaximumLength
            ? qualifiedName + suffix
            : qualifiedName.Substring(0, MaximumLength - 9) + "_" + Fnv1a(qualifiedName).ToString("x8", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A hash that is the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash;
    }
}
