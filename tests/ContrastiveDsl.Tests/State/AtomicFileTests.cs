using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.Native;

namespace ContrastiveDsl.Tests.State;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string path;

    public AtomicFileTests() => path = folder["file"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_WhileAnotherWrites_FailsAndLeavesThatItsFile()
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes("the first's"));
            stream.Flush();
            Second().Should().Throw<IOException>();
        });

        File.ReadAllText(path).Should().Be("the first's");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    /// <summary>Between the last byte and the name nobody else may begin.</summary>
    [Fact]
    public void Write_WhileAnotherIsAboutToRename_FailsAndLeavesThatItsFile()
    {
        AtomicFile.Write(
            path,
            stream => stream.Write(Encoding.UTF8.GetBytes("the first's")),
            beforeRenaming: () => Second().Should().Throw<IOException>()
        );

        File.ReadAllText(path).Should().Be("the first's");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Write_LeftoversOfOneThatWasKilled_AreWrittenOver()
    {
        File.WriteAllText(path + ".unfinished", "half of something that was much longer");

        AtomicFile.Write(path, "whole");

        File.ReadAllText(path).Should().Be("whole");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    /// <summary>Such a folder cannot be opened, so its entries cannot be forced to the disk.</summary>
    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public void Write_FolderThatMayBeWrittenButNotRead_IsThere()
    {
        const UnixFileMode WriteAndEnter =
            UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        var before = File.GetUnixFileMode(folder.Path);
        File.SetUnixFileMode(folder.Path, WriteAndEnter);
        // Root may read everything: this thread opens files as nobody does. Others have no effect by it.
        var user = SetFileUser(65534);
        try
        {
            AtomicFile.Write(path, "whole");
        }
        finally
        {
            _ = SetFileUser(user);
            File.SetUnixFileMode(folder.Path, before);
        }

        File.ReadAllText(path).Should().Be("whole");
    }

    private Action Second() => () => AtomicFile.Write(path, "the second's");

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileUser(int user);
}
