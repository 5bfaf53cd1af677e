using ContrastiveDsl.Data;
using ContrastiveDsl.TestImages;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Data;

public sealed class ImageSetTests
{
    [Fact]
    public void FromBytes_SignedLabels_HaveUnlabelledImages()
    {
        using var set = ImageSet.FromBytes(new byte[4], 4, 1, 1, 1, [0, 255, 127, 128], signedLabels: true);
        set.Labels!.data<long>().ToArray().Should().Equal(0, -1, 127, -128);
        set.CountClasses().Should().Be(128);
        using var unknown = ImageSet.FromBytes(new byte[2], 2, 1, 1, 1, [255, 255], signedLabels: true);
        unknown.CountClasses().Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Load_Batch_GivesItsImagesInOrderScaledToOne(int channels)
    {
        using var scope = NewDisposeScope();
        using var images = Ramp(count: 4, channels, height: 3, width: 2);

        var loaded = images.Load(new Batch(0, 0, [3, 0, 3])).Pixels;

        loaded.shape.Should().Equal(3, channels, 3, 2);
        loaded.dtype.Should().Be(ScalarType.Float32);
        var size = 3 * 2 * channels;
        for (var c = 0; c < channels; c++)
        {
            loaded[0, c, 2, 1].item<float>().Should().Be(((3 * size) + (5 * channels) + c) / 255f);
            loaded[1, c, 0, 1].item<float>().Should().Be((channels + c) / 255f);
        }

        loaded[0].Equals(loaded[2]).Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LoadAndRange_AnyChannels_GiveChannelsLastStrides(int channels)
    {
        using var scope = NewDisposeScope();
        using var images = Ramp(count: 4, channels, height: 3, width: 2);
        long[] channelsLast = [6 * channels, 1, 2 * channels, channels];

        images.Load(new Batch(0, 0, [1, 2])).Pixels.stride().Should().Equal(channelsLast);
        images.Range(1, 2).stride().Should().Equal(channelsLast);
    }

    [Fact]
    public void Range_Part_EqualsLoadOfTheSameImages()
    {
        using var scope = NewDisposeScope();
        using var images = Ramp(count: 5, 3, height: 3, width: 2);

        images.Range(1, 3).Equals(images.Load(new Batch(0, 0, [1, 2, 3])).Pixels).Should().BeTrue();
    }

    [Fact]
    public void Constructor_ChannelsFirstTensor_KeepsEveryPixelInPlace()
    {
        using var scope = NewDisposeScope();
        var bytes = arange(2 * 3 * 4 * 5).to(ScalarType.Byte).view(2, 3, 4, 5);

        using var images = new ImageSet(bytes);

        images.Range(0, 2).mul(255.0).round().Equals(bytes.to(ScalarType.Float32)).Should().BeTrue();
    }

    [Fact]
    public void Take_FirstImages_LivesOnWithoutTheWholeSet()
    {
        using var scope = NewDisposeScope();
        var images = Ramp(count: 4, 1, height: 2, width: 2, labels: [3, 1, 2, 0]);

        using var first = images.Take(2);
        images.Dispose();

        first.Count.Should().Be(2);
        first.Labels!.data<long>().ToArray().Should().Equal(3, 1);
        first.Range(1, 1).mul(255.0).round().data<float>().ToArray().Should().Equal(4, 5, 6, 7);
    }

    [Theory]
    [InlineData(new float[] { 0 }, new long[] { 3 })]
    [InlineData(new float[] { 0, 2 }, new long[] { 3, 2 })]
    [InlineData(new float[] { 0, 1, 3 }, new long[] { 3, 1, 0 })]
    [InlineData(new float[] { 0, 1, 2, 3, 4 }, new long[] { 3, 1, 2, 0, 5 })]
    public void Spread_ImagesAtEvenDistances_LivesOnWithoutTheWholeSet(float[] places, long[] expected)
    {
        using var scope = NewDisposeScope();
        var images = Ramp(count: 5, 1, height: 1, width: 1, labels: [3, 1, 2, 0, 5]);
        var count = places.Length;

        using var some = images.Spread(count);
        images.Dispose();

        some.Labels!.data<long>().ToArray().Should().Equal(expected);
        some.Range(0, count).mul(255.0).round().data<float>().ToArray().Should().Equal(places);
    }

    [Fact]
    public void Load_OutsideAScope_LeavesOnlyItsResult()
    {
        using var images = Ramp(count: 4, 3, height: 2, width: 2);
        using var scope = NewDisposeScope();

        images.Load(new Batch(0, 0, [0, 1])).Pixels.Dispose();

        scope.DisposablesCount.Should().Be(0);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void Load_ImageOutsideTheSet_IsRefusedWithItsNumber(int sample)
    {
        using var images = Ramp(count: 4, 1, height: 2, width: 2);

        var load = () => images.Load(new Batch(0, 0, [0, sample])).Pixels;

        load.Should().Throw<ArgumentException>().WithMessage($"*image {sample}*0 to 3*");
    }

    [Fact]
    public void LoadLabels_Batch_GivesItsLabelsInOrder()
    {
        using var images = Ramp(count: 4, 1, height: 2, width: 2, labels: [3, 1, 2, 0]);
        using var scope = NewDisposeScope();

        var labels = images.LoadLabels(new Batch(0, 0, [2, 0, 0, 3]));

        labels.dtype.Should().Be(ScalarType.Int64);
        labels.data<long>().ToArray().Should().Equal(2, 3, 3, 0);
        scope.DisposablesCount.Should().Be(1);
    }

    [Fact]
    public void LoadLabels_WithoutLabelsOrOfAStrangeImage_IsRefused()
    {
        using var plain = Ramp(count: 4, 1, height: 2, width: 2);
        using var labelled = Ramp(count: 4, 1, height: 2, width: 2, labels: [3, 1, 2, 0]);

        ((Action)(() => plain.LoadLabels(new Batch(0, 0, [0]))))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*4 images have no labels*");
        ((Action)(() => labelled.LoadLabels(new Batch(0, 0, [0, 4]))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*image 4*0 to 3*");
    }

    [Fact]
    public void Constructor_WrongShapesOrTypes_AreRefused()
    {
        using var scope = NewDisposeScope();
        var bytes = zeros(new long[] { 2, 1, 4, 4 }, ScalarType.Byte);

        ((Action)(() => new ImageSet(bytes.to(ScalarType.Float32))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*Float32*");
        ((Action)(() => new ImageSet(bytes[0]))).Should().Throw<ArgumentException>().WithMessage("*[1, 4, 4]*");
        ((Action)(() => new ImageSet(bytes, zeros(new long[] { 3 }, ScalarType.Int64))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*int64 [2]*");
        ((Action)(() => ImageSet.FromBytes(new byte[31], 2, 1, 4, 4)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*needs 32 bytes, got 31*");
    }

    private static ImageSet Ramp(int count, int channels, int height, int width, byte[]? labels = null) =>
        ImageSet.FromBytes(IdxFile.Ramp(count * channels * height * width), count, channels, height, width, labels);
}
