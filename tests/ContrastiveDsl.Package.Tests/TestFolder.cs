namespace ContrastiveDsl.Package.Tests;

/// <summary>
/// A folder of its own under the temporary folder for projects that restore the tested packages; gone when disposed.
/// </summary>
internal sealed class TestFolder : IDisposable
{
    internal TestFolder() => Package.AddSource(Root);

    /// <summary>The folder.</summary>
    internal string Root { get; } = Directory.CreateTempSubdirectory("contrastive-package-").FullName;

    internal string this[params string[] names] => Path.Combine([Root, .. names]);

    /// <summary>Writes a file, with the folders above it.</summary>
    internal void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
    }

    /// <summary>
    /// Runs a command of the SDK on a project, leaving no server behind. The tested packages go into a folder of the
    /// test's own; all others are taken from the machine's cache, and libtorch is linked instead of copied.
    /// </summary>
    internal Invocation Dotnet(string folder, params string[] arguments) =>
        Invocation.Of(
            folder,
            "dotnet",
            [
                .. arguments,
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
                "-nologo",
                "-v:quiet",
                "-p:NuGetAudit=false",
                $"-p:RestorePackagesPath={this["packages"]}",
                $"-p:RestoreFallbackFolders={Package.Cache}",
                "-p:CreateHardLinksForCopyLocalIfPossible=true",
                "-p:CreateSymbolicLinksForCopyLocalIfPossible=true",
            ]
        );

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
