using ContrastiveDsl.Data;
using ContrastiveDsl.Tests.Native;

namespace ContrastiveDsl.Tests.Data;

public sealed class LabelTableTests
{
    [Theory]
    [InlineData("9 10 1a")]
    [InlineData("9 1a 10")]
    [InlineData("10 9 1a")]
    [InlineData("10 1a 9")]
    [InlineData("1a 9 10")]
    [InlineData("1a 10 9")]
    public void FromFolders_NumbersAndNames_AreTheSameClassesInAnyOrder(string folders)
    {
        var labels = LabelTable.FromFolders(folders.Split(' ').Select(name => name + "/image.jpg"))!;

        labels.Classes.Should().Equal("9", "10", "1a");
        labels.Numbers.Select(number => labels.Classes[number]).Should().Equal(folders.Split(' '));
    }

    [Theory]
    [InlineData("path;label")]
    [InlineData("path,label,split")]
    public void FromCsv_AnotherHeader_SaysWhichIsThereAndWhichIsExpected(string header)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["labels.csv"], $"{header}\na.jpg,cat\n");

        var read = () => LabelTable.FromCsv(folder["labels.csv"], ["a.jpg"], new HashSet<string>());

        read.Should()
            .Throw<DataFormatException>()
            .WithMessage(
                $"'{folder["labels.csv"]}' has the header '{header}', but its columns are the path of an image and its label: write the header path,label, or none, and those two columns only."
            );
    }

    [Theory]
    [InlineData("path,label\na,cat\n")]
    [InlineData("a,cat\n")]
    public void FromCsv_TheHeaderOrNone_IsRead(string text)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["labels.csv"], text);

        LabelTable.FromCsv(folder["labels.csv"], ["a"], new HashSet<string>()).Classes.Should().Equal("cat");
    }

    /// <summary>What names a file is no header.</summary>
    [Theory]
    [InlineData("photos/a.jpg,cat", "line 1, labels 'photos/a.jpg', which is not in the folder*with their endings.")]
    [InlineData("image,class", "line 1, labels 'image', which is not in the folder*; a header is path,label.")]
    [InlineData("1000015157,0", "labels '1000015157', *with their endings; a header is path,label.")]
    [InlineData("b.jpg;cat", "line 1, is no path and label")]
    [InlineData("a.jpg,cat\nb,dog", "line 2, labels 'b', which is not in the folder")]
    public void FromCsv_AFileThatIsNotThere_IsNamed(string text, string message)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["labels.csv"], text);

        var read = () => LabelTable.FromCsv(folder["labels.csv"], ["a.jpg"], new HashSet<string>());

        read.Should().Throw<DataFormatException>().WithMessage($"*{message}*");
    }

    [LinuxFact]
    public void FromCsv_ADevice_IsRefused()
    {
        var read = () => LabelTable.FromCsv("/dev/null", ["a.jpg"], new HashSet<string>());

        read.Should().Throw<IOException>().WithMessage("'/dev/null' is a device, not a file.");
    }

    [Fact]
    public void FromFolders_NumbersWrittenDifferently_ComeByValueThenAsWritten()
    {
        string[] sorted = ["-3", "-1", "0", "01", "1", "9", "010", "10", "-", "1.5", "99999999999999999999", "B", "a"];

        foreach (var turn in Enumerable.Range(0, sorted.Length))
        {
            string[] turned = [.. sorted[turn..], .. sorted[..turn]];
            LabelTable.FromFolders(turned.Select(name => name + "/i.jpg"))!.Classes.Should().Equal(sorted);
            LabelTable.FromFolders(turned.Reverse().Select(name => name + "/i.jpg"))!.Classes.Should().Equal(sorted);
        }
    }
}
