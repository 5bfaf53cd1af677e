using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class ResizedCropTests : ScopedTests
{
    private static torch.Tensor Crop(
        torch.Tensor image,
        double top,
        double left,
        double height,
        double width,
        int outHeight,
        int outWidth,
        bool flip = false
    ) =>
        ResizedCrop.Apply(
            image,
            Numbers.Floats([top]),
            Numbers.Floats([left]),
            Numbers.Floats([height]),
            Numbers.Floats([width]),
            outHeight,
            outWidth,
            flip ? Numbers.Longs([1]).to(torch.ScalarType.Bool) : null
        );

    [Fact]
    public void Apply_SameSizeRectangle_CutsItOut()
    {
        var image = Numbers.Random(1, 1, 2, 7, 9);
        Crop(image, 2, 3, 4, 5, 4, 5).ShouldEqual(image.narrow(2, 2, 4).narrow(3, 3, 5), 2e-6);
        Crop(image, 2, 3, 4, 5, 4, 5, flip: true).ShouldEqual(image.narrow(2, 2, 4).narrow(3, 3, 5).flip(3), 2e-6);
    }

    [Fact]
    public void Apply_HalfPixelShift_AveragesNeighbours()
    {
        var image = Numbers.Floats([0, 1, 3, 7], 1, 1, 1, 4);
        Crop(image, 0, 0.5, 1, 3, 1, 3).Values().Should().Equal([0.5, 2, 5], (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Fact]
    public void Apply_Enlarging_StaysWithinTheRectangle()
    {
        // Columns 1 and 2 enlarged fourfold: the outermost positions take those columns' values, not their neighbours'.
        var image = Numbers.Floats([9, 0, 1, 9], 1, 1, 1, 4);
        Crop(image, 0, 1, 1, 2, 1, 8)
            .Values()
            .Should()
            .Equal([0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1], (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Fact]
    public void Apply_RectangleOfHalfAPixel_TakesThatPixel()
    {
        var image = Numbers.Floats([0, 1, 2, 3], 1, 1, 1, 4);
        Crop(image, 0, 2, 1, 0.5, 1, 3).Values().Should().Equal([2, 2, 2], (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Fact]
    public void Apply_WrongShape_NamesTheTensor()
    {
        var one = torch.ones(1);
        var act = () =>
            ResizedCrop.Apply(torch.zeros(2, 1, 4, 4), torch.ones(2), torch.ones(2), one, torch.ones(2), 4, 4);
        act.Should()
            .Throw<ArgumentException>()
            .WithMessage("There are 2 images, so height must have shape [2], but it has [1].*");
    }
}
