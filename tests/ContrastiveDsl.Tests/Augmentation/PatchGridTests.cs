using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class PatchGridTests : ScopedTests
{
    [Theory]
    [InlineData(12, 12, 4, 2, 5, 5)]
    [InlineData(12, 12, 4, 4, 3, 3)]
    [InlineData(11, 14, 4, 3, 3, 4)]
    [InlineData(5, 9, 2, 4, 1, 2)]
    [InlineData(6, 6, 6, 1, 1, 1)]
    public void Cut_Images_EqualsSlicesRowByRow(int height, int width, int patch, int stride, int rows, int columns)
    {
        var images = Numbers.Random(1, 2, 3, height, width);

        var patches = PatchGrid.Cut(images, patch, stride);

        patches.shape.Should().Equal(2 * rows * columns, 3, patch, patch);
        patches.stride().Should().Equal(3 * patch * patch, 1, 3 * patch, 3);
        for (var i = 0; i < 2 * rows * columns; i++)
        {
            var (n, r, c) = (i / (rows * columns), i / columns % rows, i % columns);
            patches[i].ShouldEqual(images[n].narrow(1, r * stride, patch).narrow(2, c * stride, patch));
        }

        PatchGrid.Cut(images.ChannelsLast(), patch, stride).ShouldEqual(patches);
    }

    [Theory]
    [InlineData(64, 16, 8, 7)]
    [InlineData(28, 8, 4, 6)]
    [InlineData(29, 8, 4, 6)]
    [InlineData(32, 8, 4, 7)]
    [InlineData(8, 8, 100, 1)]
    public void Positions_OfASide_CountsWholePatches(int size, int patch, int stride, int expected) =>
        PatchGrid.Positions(size, patch, stride).Should().Be(expected);

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        ((Action)(() => PatchGrid.Cut(zeros(2, 1, 8, 6), 7, 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*7 pixels does not fit into 6*");
        ((Action)(() => PatchGrid.Cut(zeros(1, 8, 6), 2, 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, C, H, W]*[1, 8, 6]*");
        ((Action)(() => PatchGrid.Positions(8, 0, 1)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("patch");
        ((Action)(() => PatchGrid.Positions(8, 2, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("stride");
    }

    [Fact]
    public void Cut_ImagesOfAnotherGrid_SaysWhichSizeFits()
    {
        using var images = zeros(2, 1, 28, 28);
        this.Invoking(_ => PatchGrid.Cut(images, 6, 4, positions: 3))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage(
                "Images of 28×28 pixels have a grid of 6×6 patches of 6 pixels, 4 apart, but 3×3 are needed: give images of 14 pixels*"
            );
        using var patches = PatchGrid.Cut(images, 6, 4, positions: 6);
        patches.shape.Should().Equal(2 * 36, 1, 6, 6);
    }
}
