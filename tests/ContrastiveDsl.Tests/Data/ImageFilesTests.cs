using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using ContrastiveDsl.TestImages;
using TorchSharp;

namespace ContrastiveDsl.Tests.Data;

public sealed class ImageFilesTests : ScopedTests, IDisposable
{
    private const int Size = 16;
    private readonly ImagesFolder folder = new ImagesFolder().Add(5);

    private string[] Files => [.. Directory.GetFiles(folder.Data).Order(StringComparer.Ordinal)];

    void IDisposable.Dispose()
    {
        folder.Dispose();
        Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Load_Files_GivesWhatTheirFolderGives(int channels)
    {
        using var sets = ImageSets.Open(
            folder.Data,
            new DataOptions
            {
                ImageSize = Size,
                Channels = channels,
                Store = DataOptions.NoStore,
            }
        );

        var images = ImageFiles.Load(Files, Size, channels);

        images.shape.Should().Equal(5, channels, Size, Size);
        images.ShouldEqual(sets.Train.Range(0, 5));
        images.max().ToSingle().Should().BeInRange(0.5f, 1);
    }

    [Fact]
    public void Decode_BytesOfAFile_GivesWhatTheFileGives() =>
        ImageFiles.Decode(File.ReadAllBytes(Files[2]), Size).ShouldEqual(ImageFiles.Load(Files, Size).narrow(0, 2, 1));

    [Fact]
    public void Load_InsideAScope_LeavesOneTensorBehind()
    {
        using var scope = torch.NewDisposeScope();
        ImageFiles.Load(Files, Size);
        scope.DisposablesCount.Should().Be(1);
    }

    [Fact]
    public void Load_AFileThatIsNoImage_IsNamed()
    {
        File.WriteAllText(folder["page.jpg"], "<html>");

        FluentActions
            .Invoking(() => ImageFiles.Load([Files[0], folder["page.jpg"]], Size))
            .Should()
            .Throw<ImageDecodeException>()
            .WithMessage("*page.jpg*");
    }

    [Fact]
    public void Load_NoFiles_IsRefused() =>
        FluentActions.Invoking(() => ImageFiles.Load([], Size)).Should().Throw<ArgumentOutOfRangeException>();
}
