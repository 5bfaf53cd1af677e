namespace ContrastiveDsl.Hosting.Tests;

public sealed class OutputFolderTests
{
    private static readonly DateTime Now = new(2024, 3, 9, 7, 5, 2);

    [Fact]
    public void Choose_NothingRequested_NamesExperimentAndTime()
    {
        OutputFolder
            .Choose(requested: null, "ClothesSimClr", Now)
            .Should()
            .Be(Path.Combine("runs", "ClothesSimClr-20240309-070502"));
    }

    [Fact]
    public void Choose_NameThatBeginsAsAnOption_IsAPathThatDoesNot() =>
        OutputFolder.Choose("-run", "ClothesSimClr", Now).Should().Be(Path.Combine(".", "-run"));

    [Fact]
    public void Choose_WhereNothingCanBeWritten_IsRefusedAndLeavesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("contrastive-").FullName;
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        try
        {
            Refusal(Path.Combine(file, "run")).Should().EndWith($"'{file}' is a file; name another with --out.");
            Refusal("/proc/run/first").Should().EndWith("nothing can be written in '/proc'; name another with --out.");
            OutputFolder.Choose(Path.Combine(folder, "new", "run"), "ClothesSimClr", Now).Should().EndWith("run");
            Directory.GetFileSystemEntries(folder).Should().Equal(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string Refusal(string folder) =>
            ((Action)(() => OutputFolder.Choose(folder, "ClothesSimClr", Now)))
                .Should()
                .Throw<InputException>()
                .Which.Message;
    }

    [Fact]
    public void Choose_EmptyFolder_IsTaken()
    {
        var folder = Directory.CreateTempSubdirectory("contrastive-").FullName;
        try
        {
            OutputFolder.Choose(folder, "ClothesSimClr", Now).Should().Be(folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
