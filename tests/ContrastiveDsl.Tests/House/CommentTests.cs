using System.Runtime.CompilerServices;

namespace ContrastiveDsl.Tests.House;

/// <summary>The formatter wraps code and leaves comments as they are: this looks after them.</summary>
public sealed class CommentTests
{
    private const int Columns = 120;
    private const string RawString = "\"\"\"";

    private static readonly string[] Folders = ["src", "generators", "tests", "examples"];

    [Fact]
    public void Comment_OfTheHouse_IsNoWiderThanCode()
    {
        var files = Folders.SelectMany(FilesOf).ToArray();

        files.Should().HaveCountGreaterThan(1000);
        string.Join('\n', files.SelectMany(WideComments)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(117, false)]
    [InlineData(118, true)]
    public void Comment_ThatIsWiderThanCode_IsFound(int letters, bool isWide) =>
        IsWideComment("// " + new string('x', letters)).Should().Be(isWide);

    /// <summary>Those of code that stands in a string are measured where that code is.</summary>
    private static IEnumerable<string> WideComments(string file)
    {
        var (number, isInString) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!isInString && IsWideComment(line))
            {
                yield return $"{Path.GetRelativePath(Root(), file)}:{number}";
            }

            isInString ^= line.Split(RawString).Length % 2 == 0;
        }
    }

    private static bool IsWideComment(string line) =>
        line.Length > Columns && line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
