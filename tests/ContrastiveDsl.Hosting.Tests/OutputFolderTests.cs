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
