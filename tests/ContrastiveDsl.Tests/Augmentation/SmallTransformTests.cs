using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class SmallTransformTests
{
    private static readonly TransformDraws LowAndHigh = new(Numbers.Floats([0.1, 0.9], 1, 2));

    [Fact]
    public void HorizontalFlip_Gate_IsPerImage()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5);
        var flipped = RandomHorizontalFlip.Apply(images, LowAndHigh, 0.5);
        flipped.narrow(0, 0, 1).ShouldEqual(images.narrow(0, 0, 1).flip(3));
        flipped.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Fact]
    public void Grayscale_Gate_IsPerImage()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5);
        var grey = RandomGrayscale.Apply(images, LowAndHigh, 0.5);
        grey.narrow(0, 0, 1).ShouldEqual(ColorAdjustment.Luma(images.narrow(0, 0, 1)).expand(1, 3, 4, 5));
        grey.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Fact]
    public void Grayscale_OneChannel_ChangesNothing()
    {
        var images = Numbers.Random(1, 2, 1, 4, 5);
        using (torch.NewDisposeScope())
        {
            RandomGrayscale.Apply(images, LowAndHigh, 1).ShouldEqual(images);
        }

        images
            .IsInvalid.Should()
            .BeFalse("the result is a tensor of its own, and disposing it leaves the images alone");
    }

    [Fact]
    public void Solarize_Gate_IsPerImage()
    {
        var images = Numbers.Floats([0.2, 0.5, 0.75, 0.2, 0.5, 0.75], 2, 1, 1, 3);
        Solarize
            .Apply(images, LowAndHigh, 0.5, 0.5)
            .Values()
            .Should()
            .Equal([0.2, 0.5, 0.25, 0.2, 0.5, 0.75], (a, e) => Math.Abs(a - e) < 1e-6);
        Solarize
            .Invert(images, 0.6)
            .Values()
            .Should()
            .Equal([0.2, 0.5, 0.25, 0.2, 0.5, 0.25], (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Normalize_AnyStrides_GivesChannelsLastOnes(int channels)
    {
        double[] mean = [.. new[] { 0.485, 0.456, 0.406 }.Take(channels)];
        double[] std = [.. new[] { 0.229, 0.224, 0.225 }.Take(channels)];
        var images = Numbers.Random(1, 2, channels, 4, 5);
        var expected = images.Values().Select((x, i) => (x - mean[i / 20 % channels]) / std[i / 20 % channels]);
        foreach (var input in new[] { images, images.ChannelsLast() })
        {
            var normalized = Normalize.Apply(input, mean, std);
            normalized.Values().Should().Equal(expected, (a, e) => Math.Abs(a - e) < 5e-6);
            normalized.stride().Should().Equal(20 * channels, 1, 5 * channels, channels);
        }
    }

    [Fact]
    public void Normalize_OneMean_ServesAllChannels() =>
        Normalize.Apply(torch.full(1, 3, 1, 1, 0.75), [0.5], [0.5]).Values().Should().Equal(0.5, 0.5, 0.5);

    [Fact]
    public void Normalize_WrongCounts_SayWhatIsNeeded()
    {
        ((Action)(() => Normalize.Apply(torch.zeros(1, 3, 1, 1), [0.5, 0.5], [1, 1])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*3 channels*2 and 2*");
        ((Action)(() => Normalize.Apply(torch.zeros(1, 1, 1, 1), [0.5], [0])))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }
}
