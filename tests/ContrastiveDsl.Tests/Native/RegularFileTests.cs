using System.Diagnostics;
using System.Net.Sockets;
using ContrastiveDsl.Native;
using ContrastiveDsl.Tests.Data;

namespace ContrastiveDsl.Tests.Native;

public sealed class RegularFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LinuxFact]
    public void OtherKind_OfWhatIsNoFile_NamesIt()
    {
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(new UnixDomainSocketEndPoint(folder["socket"]));
        Process.Start("mkfifo", folder["pipe"]).WaitForExit();
        File.CreateSymbolicLink(folder["link"], "pipe");

        RegularFile.OtherKind(folder["socket"]).Should().Be("a socket");
        RegularFile.OtherKind(folder["pipe"]).Should().Be("a pipe");
        RegularFile.OtherKind(folder["link"]).Should().Be("a pipe");
        RegularFile.OtherKind("/dev/zero").Should().Be("a device");
        var require = () => RegularFile.Require(folder["link"]);
        require
            .Should()
            .Throw<IOException>()
            .WithMessage($"'{folder["link"]}' is a pipe, not a file: write its content to one first.");
    }

    [Fact]
    public void OtherKind_OfFilesLinksToThemFoldersAndNothing_IsNone()
    {
        File.WriteAllText(folder["file"], "");
        File.CreateSymbolicLink(folder["link"], "file");
        File.CreateSymbolicLink(folder["loop"], "loop");

        foreach (var name in new[] { "file", "link", "loop", "nothing", "" })
        {
            RegularFile.OtherKind(folder[name]).Should().BeNull(name);
        }
    }
}
