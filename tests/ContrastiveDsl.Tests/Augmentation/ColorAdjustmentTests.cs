using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class ColorAdjustmentTests : ScopedTests
{
    private static torch.Tensor Red => Numbers.Floats([1, 0, 0], 1, 3, 1, 1);

    [Fact]
    public void Brightness_Factor_IsPerImageAndClipped() =>
        ColorAdjustment
            .Brightness(Numbers.Floats([0.2, 0.8, 0.2, 0.8], 2, 1, 1, 2), Numbers.Floats([0.5, 2]))
            .Values()
            .Should()
            .Equal([0.1, 0.4, 0.4, 1], (a, e) => Math.Abs(a - e) < 1e-6);

    [Fact]
    public void Contrast_Zero_GivesTheMeanLuma()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5);
        var flat = ColorAdjustment.Contrast(images, Numbers.Floats([0, 1]));
        var mean = ColorAdjustment.Luma(images.narrow(0, 0, 1)).mean().item<float>();
        flat.narrow(0, 0, 1).Values().Should().OnlyContain(value => Math.Abs(value - mean) < 1e-6);
        flat.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Fact]
    public void Saturation_Zero_GivesTheLuma()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5);
        var grey = ColorAdjustment.Saturation(images, Numbers.Floats([0, 1]));
        for (var channel = 0; channel < 3; channel++)
        {
            grey.narrow(0, 0, 1).narrow(1, channel, 1).ShouldEqual(ColorAdjustment.Luma(images.narrow(0, 0, 1)), 1e-6);
        }

        grey.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1.0 / 3, 0, 1, 0)]
    [InlineData(-1.0 / 3, 0, 0, 1)]
    [InlineData(0.5, 0, 1, 1)]
    [InlineData(-0.5, 0, 1, 1)]
    [InlineData(1.0 / 12, 1, 0.5, 0)]
    [InlineData(-1.0 / 12, 1, 0, 0.5)]
    public void Hue_OfRed_TurnsAlongTheCircle(double turns, double r, double g, double b) =>
        ColorAdjustment
            .Hue(Red, Numbers.Floats([turns]))
            .Values()
            .Should()
            .Equal([r, g, b], (a, e) => Math.Abs(a - e) < 2e-6);

    [Fact]
    public void Hue_ThereAndBack_ReturnsTheImage()
    {
        var images = Numbers.Random(5, 3, 3, 6, 6);
        var turns = new[] { 0.1, -0.45, 0.3 };
        var back = ColorAdjustment.Hue(
            ColorAdjustment.Hue(images, Numbers.Floats(turns)),
            Numbers.Floats(turns.Select(t => -t))
        );
        back.ShouldEqual(images, 1e-5);
    }

    [Fact]
    public void Hue_GreyAndBlackPixels_StayAsTheyAre()
    {
        var grey = Numbers.Floats([0, 0.3, 1, 0, 0.3, 1, 0, 0.3, 1], 1, 3, 1, 3);
        ColorAdjustment.Hue(grey, Numbers.Floats([0.2])).ShouldEqual(grey);
    }

    [Fact]
    public void SaturationAndHue_OneChannel_ChangeNothing()
    {
        var images = Numbers.Random(5, 2, 1, 3, 3);
        ColorAdjustment.Saturation(images, Numbers.Floats([0, 3])).ShouldEqual(images);
        ColorAdjustment.Hue(images, Numbers.Floats([0.2, 0.4])).ShouldEqual(images);
    }

    [Fact]
    public void Luma_TwoChannels_Throws()
    {
        var act = () => ColorAdjustment.Luma(torch.zeros(1, 2, 3, 3));
        act.Should().Throw<ArgumentException>().WithMessage("*3 channels*have 2*");
    }
}
