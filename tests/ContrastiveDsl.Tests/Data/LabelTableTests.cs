using ContrastiveDsl.Data;

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
