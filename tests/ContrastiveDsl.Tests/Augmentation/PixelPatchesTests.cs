using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class PixelPatchesTests : ScopedTests
{
    [Fact]
    public void Cut_Images_PutsChannelsOfAPixelSideBySide()
    {
        var images = Places.Images(2, 4, 6);

        var patches = PixelPatches.Cut(images, 2);

        patches.shape.Should().Equal(2, 6, 8);

        // Patch 4 of the second image begins in row 2 and column 2; its pixels follow row by row.
        patches[1, 4].Values().Should().Equal(102, 102, 102, 103, 103, 102, 103, 103);
        PixelPatches.Cut(images.ChannelsLast(), 2).ShouldEqual(patches);
    }

    [Theory]
    [InlineData(12, 4, 3)]
    [InlineData(6, 6, 1)]
    [InlineData(4, 1, 2)]
    public void Join_OfWhatWasCut_IsTheImage(int side, int patch, int channels)
    {
        var images = Numbers.Random(1, 2, channels, side, side);

        PixelPatches.Join(PixelPatches.Cut(images, patch), patch).ShouldEqual(images);
    }

    [Fact]
    public void Cut_PatchesThatDoNotTile_IsRefused() =>
        ((Action)(() => PixelPatches.Cut(zeros(1, 1, 10, 12), 4)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*leave a part of images of 10×12 over*");

    [Theory]
    [InlineData(new long[] { 1, 5, 4 })]
    [InlineData(new long[] { 1, 4, 6 })]
    [InlineData(new long[] { 4, 4 })]
    public void Join_OfNoSquareImage_IsRefused(long[] shape) =>
        ((Action)(() => PixelPatches.Join(zeros(shape), 2))).Should().Throw<ArgumentException>();
}
