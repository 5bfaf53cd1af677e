using System.Runtime.CompilerServices;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>The files that the generator wrote for this project.</summary>
internal static class GeneratedFile
{
    /// <summary>The file of a class.</summary>
    public static string Read(string name, [CallerFilePath] string thisFile = "") =>
        File.ReadAllText(
            Directory
                .EnumerateFiles(
                    Path.Combine(Path.GetDirectoryName(thisFile)!, "obj", "Generated"),
                    $"*.{name}.g.cs",
                    SearchOption.AllDirectories
                )
                .Single()
        );
}
