using ContrastiveDsl.Data;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Tests.Data;

public sealed class ImageSetsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_FourFiles_GivesBothSplitsWithLabels()
    {
        Write("train-images-idx3-ubyte.gz", IdxFile.Gzip(IdxFile.Build([3, 2, 2], IdxFile.Ramp(12))));
        Write("train-labels-idx1-ubyte", IdxFile.Build([3], [2, 0, 1]));
        Write("t10k-images.idx3-ubyte", IdxFile.Build([1, 2, 2], [255, 0, 0, 51]));
        Write("t10k-labels-idx1-ubyte.gz", IdxFile.Gzip(IdxFile.Build([1], [1])));

        using var sets = ImageSets.Open(folder.Path);

        sets.Train.Count.Should().Be(3);
        (sets.Train.Channels, sets.Train.Height, sets.Train.Width).Should().Be((1, 2, 2));
        sets.Train.Labels!.data<long>().ToArray().Should().Equal(2, 0, 1);
        sets.Train.CountClasses().Should().Be(3);
        using var test = sets.Test!.Range(0, 1);
        test.data<float>().ToArray().Should().Equal(1f, 0f, 0f, 0.2f);
    }

    [Fact]
    public void Open_SignedLabels_HaveUnlabelledImages()
    {
        Write("train-images-idx3-ubyte", IdxFile.Build([3, 2, 2], IdxFile.Ramp(12)));
        Write("train-labels-idx1-ubyte", Signed(IdxFile.Build([3], [2, 255, 0])));

        using var sets = ImageSets.Open(folder.Path);

        sets.Train.Labels!.data<long>().ToArray().Should().Equal(2, -1, 0);
    }

    [Fact]
    public void Open_SignedPixels_AreRefused()
    {
        Write("train-images-idx3-ubyte", Signed(IdxFile.Build([3, 2, 2], IdxFile.Ramp(12))));

        folder
            .Invoking(f => ImageSets.Open(f.Path))
            .Should()
            .Throw<IdxFormatException>()
            .WithMessage("*signed bytes (0x09)*unsigned bytes (0x08)*");
    }

    private static byte[] Signed(byte[] file)
    {
        file[2] = 9;
        return file;
    }

    [Fact]
    public void Open_TrainingImagesAlone_GivesNoLabelsAndNoTest()
    {
        Write("train-images-idx3-ubyte", IdxFile.Build([3, 2, 2], IdxFile.Ramp(12)));

        using var sets = ImageSets.Open(folder.Path);

        sets.Test.Should().BeNull();
        sets.Train.Labels.Should().BeNull();
        sets.Train.CountClasses().Should().Be(0);
    }

    [Fact]
    public void Open_FolderWithoutImages_SaysWhatWasLookedForAndWhatIsThere()
    {
        Write("holiday.jpg", [1]);

        var open = () => ImageSets.Open(folder.Path);

        open.Should().Throw<FileNotFoundException>().WithMessage("*train-images-idx3-ubyte*.gz*holiday.jpg*");
    }

    [Fact]
    public void Open_LabelsOfAnotherSet_NamesBothFilesAndCounts()
    {
        Write("train-images-idx3-ubyte", IdxFile.Build([3, 2, 2], IdxFile.Ramp(12)));
        Write("train-labels-idx1-ubyte", IdxFile.Build([4], [0, 0, 0, 0]));

        var open = () => ImageSets.Open(folder.Path);

        open.Should().Throw<IdxFormatException>().WithMessage("*train-labels*4 labels*train-images*3 images*");
    }

    [Fact]
    public void Open_TestImagesOfAnotherSize_IsRefused()
    {
        Write("train-images-idx3-ubyte", IdxFile.Build([3, 2, 2], IdxFile.Ramp(12)));
        Write("t10k-images-idx3-ubyte", IdxFile.Build([1, 3, 2], IdxFile.Ramp(6)));

        var open = () => ImageSets.Open(folder.Path);

        open.Should().Throw<IdxFormatException>().WithMessage("*2x2*3x2*");
    }

    [Fact]
    public void Open_FileOrNothing_SaysSo()
    {
        Write("train-images-idx3-ubyte", IdxFile.Build([3, 2, 2], IdxFile.Ramp(12)));

        var file = () => ImageSets.Open(folder["train-images-idx3-ubyte"]);
        var nothing = () => ImageSets.Open(folder["absent"]);

        file.Should().Throw<DirectoryNotFoundException>().WithMessage("*is a file*");
        nothing.Should().Throw<DirectoryNotFoundException>().WithMessage("*no folder*absent*");
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(folder[name], content);
}
