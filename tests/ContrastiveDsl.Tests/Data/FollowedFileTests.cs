using ContrastiveDsl.Data;

namespace ContrastiveDsl.Tests.Data;

public sealed class FollowedFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_LinkToALink_IsTheFileBehindBoth()
    {
        File.WriteAllText(folder["file"], "seventeen letters");
        File.CreateSymbolicLink(folder["link"], "file");
        File.CreateSymbolicLink(folder["further"], folder["link"]);

        foreach (var name in new[] { "file", "link", "further" })
        {
            FollowedFile.Of(folder[name]).FullName.Should().Be(folder["file"]);
            FollowedFile.Of(folder[name]).Length.Should().Be(17);
        }
    }

    /// <summary>Among files that are only looked at, such a link must not be a failure.</summary>
    [Theory]
    [InlineData("nowhere")]
    [InlineData("link")]
    public void Of_LinkThatLeadsToNoFile_IsTheLink(string target)
    {
        File.CreateSymbolicLink(folder["link"], target);

        FollowedFile.Of(folder["link"]).FullName.Should().Be(folder["link"]);
    }
}
