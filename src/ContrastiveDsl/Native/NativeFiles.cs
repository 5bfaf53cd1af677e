namespace ContrastiveDsl.Native;

/// <summary>Where the native files of this program's packages lie.</summary>
internal static class NativeFiles
{
    /// <summary>The path of a file, or null where no folder has it.</summary>
    internal static string? Find(string file) =>
        Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        // The runtime's own list: packages' folders, and the folder into which a single file unpacks itself.
        var listed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? string.Empty;
        foreach (var folder in listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        foreach (var folder in ProgramFolders())
        {
            yield return folder;

            // The name that packages use for every distribution, whatever this system calls itself.
            yield return Path.Combine(folder, "runtimes", "linux-x64", "native");
        }
    }

    /// <summary>
    /// The program's folder, and TorchSharp's, which is another one where a host such as a test runner has loaded it.
    /// </summary>
    private static IEnumerable<string> ProgramFolders()
    {
        yield return AppContext.BaseDirectory;

        // Inside a single file an assembly has no place of its own.
        if (Path.GetDirectoryName(typeof(TorchSharp.torch).Assembly.Location) is { Length: > 0 } folder)
        {
            yield return folder;
        }
    }
}
