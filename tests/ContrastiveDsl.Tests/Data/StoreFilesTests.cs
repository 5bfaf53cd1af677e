using ContrastiveDsl.Data;
using ContrastiveDsl.Tests.Native;

namespace ContrastiveDsl.Tests.Data;

/// <summary>Who may write to a store, and until when.</summary>
public sealed class StoreFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_WhileAnotherWrites_WaitsForIt()
    {
        var writer = Open();
        var waits = 0;

        using var next = StoreFiles.Open(folder.Path, () =>
        {
            waits++;
            writer.Dispose();
        });

        waits.Should().Be(1);
    }

    /// <summary>As on a disk that is read-only, or with all files open that a process may have.</summary>
    [Fact]
    public void Open_LockThatCannotBeOpened_DoesNotWaitForAnyone()
    {
        File.CreateSymbolicLink(folder["lock"], folder["lock"]);

        var open = () => Open();

        open.Should().Throw<IOException>();
    }

    [LinuxFact]
    public void Dispose_RestOfThePixelsFindsNoRoom_LetsGoOfTheStore()
    {
        Open().Dispose();
        File.Delete(StoreFiles.PixelsPath(folder.Path));
        File.CreateSymbolicLink(StoreFiles.PixelsPath(folder.Path), "/dev/full");
        var writer = Open();
        writer.Append(stackalloc byte[3]);

        writer.Invoking(store => store.Dispose()).Should().Throw<IOException>();

        Open().Dispose();
        GC.KeepAlive(writer);
    }

    private StoreFiles Open() =>
        StoreFiles.Open(folder.Path, () => throw new InvalidOperationException("It waits for another."));
}
