using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>Where the native files of this program's packages lie.</summary>
internal static class NativeFiles
{
    /// <summary>The path of a file, or null where no folder has it.</summary>
    internal static string? Find(string file) => Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        // The runtime's own list: packages' folders, and the folder into which a single file unpacks itself.
        var listed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? string.Empty;
        foreach (var folder in listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
    }
}
