using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>A comparison with a snapshot.</summary>
public sealed class SettingsTask
{
    private readonly string target;
    private readonly string extension;
    private readonly string sourceFile;
    private string directory = "";
    private string? fileName;

    internal SettingsTask(string target, string extension, string sourceFile)
    {
        this.target = target;
        this.extension = extension;
        this.sourceFile = sourceFile;
    }

    /// <summary>Sets the directory of the snapshot.</summary>
    /// <param name="directory">Relative to the calling file.</param>
    public SettingsTask UseDirectory(string directory)
    {
        this.directory = directory;
        return this;
    }

    /// <summary>Sets the name of the snapshot.</summary>
    /// <param name="fileName">Without <c>.verified</c> and extension.</param>
    public SettingsTask UseFileName(string fileName)
    {
        this.fileName = fileName;
        return this;
    }

    /// <summary>Runs the comparison.</summary>
    public TaskAwaiter GetAwaiter() => Compare().GetAwaiter();

    private Task Compare()
    {
        var name = fileName ?? throw new InvalidOperationException("A snapshot needs a name: call UseFileName.");
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(sourceFile)!, directory));
        return Snapshot.CompareAsync(target, Path.Combine(folder, name), extension);
    }
}
