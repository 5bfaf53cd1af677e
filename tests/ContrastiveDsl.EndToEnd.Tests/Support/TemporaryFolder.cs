namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>A path inside the folder.</summary>
    public string this[string name] => Path.Combine(Root, name);

    private string Root { get; } = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
