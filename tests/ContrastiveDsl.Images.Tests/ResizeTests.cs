using NetVips;

namespace ContrastiveDsl.Images.Tests;

public sealed class ResizeTests
{
    [Theory]
    [InlineData(96, 64, 3, 32)]
    [InlineData(96, 64, 1, 7)]
    [InlineData(64, 96, 3, 64)]
    [InlineData(31, 97, 3, 13)]
    [InlineData(10, 6, 3, 32)]
    [InlineData(1, 1, 1, 8)]
    [InlineData(1, 300, 3, 8)]
    [InlineData(5, 1, 3, 3)]
    [InlineData(33, 32, 3, 32)]
    public void EvaluationTransform_OfAnySize_IsTheResizedImagesMiddle(int width, int height, int channels, int size)
    {
        var pixels = Noise(width * height * channels, seed: 4);
        var image = new DecodedImage(width, height, channels, pixels);

        var result = new EvaluationTransform(size, channels).Apply(image);

        var (newWidth, newHeight) = width <= height ? (size, size * height / width) : (size * width / height, size);
        var left = (int)Math.Round((newWidth - size) / 2.0);
        var top = (int)Math.Round((newHeight - size) / 2.0);
        for (var i = 0; i < result.Length; i++)
        {
            var (x, y, channel) = (i / channels % size, i / channels / size, i % channels);
            var expected = Reference(image, newWidth, newHeight, x + left, y + top, channel);
            // Rounded once after each direction.
            ((double)result[i]).Should().BeApproximately(expected, 1.01);
        }
    }

    [Fact]
    public void EvaluationTransform_OfImageOfItsSize_ChangesNothing()
    {
        var pixels = Noise(32 * 32 * 3, seed: 1);

        new EvaluationTransform(32).Apply(new DecodedImage(32, 32, 3, pixels)).Should().Equal(pixels);
    }

    [Fact]
    public void EvaluationTransform_OfEvenImage_StaysEven()
    {
        var pixels = Enumerable.Repeat((byte)255, 200 * 123).ToArray();

        new EvaluationTransform(17, channels: 1)
            .Apply(new DecodedImage(200, 123, 1, pixels))
            .Should()
            .OnlyContain(value => value == 255);
    }

    [Fact]
    public void EvaluationTransform_OfVeryNarrowImage_NeedsNoMoreThanTheSquare()
    {
        // Whole, it would become 224 x 4,480,000.
        var image = new DecodedImage(1, 20_000, 3, Noise(60_000, seed: 2));
        var before = GC.GetAllocatedBytesForCurrentThread();

        new EvaluationTransform(224).Apply(image).Should().HaveCount(224 * 224 * 3);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 << 20);
    }

    [Fact]
    public void EvaluationTransform_OfFileAndOfStoredPixels_IsTheSame()
    {
        var transform = new EvaluationTransform(20);
        var stored = ImageDecoder.Decode(Stored.File("jpeg"), transform.DecodeOptions);
        var result = new byte[20 * 20 * 3];

        transform.Apply(stored.Pixels, stored.Width, stored.Height, result);

        Math.Min(stored.Width, stored.Height).Should().Be(40);
        result.Should().Equal(transform.Load(Stored.File("jpeg")));
    }

    [Theory]
    [InlineData("jpeg", 64)]
    [InlineData("jpeg", 63)]
    [InlineData("jpeg", 33)]
    [InlineData("jpeg", 16)]
    [InlineData("jpeg", 8)]
    [InlineData("jpeg", 5)]
    [InlineData("jpeg progressive", 20)]
    [InlineData("png", 20)]
    [InlineData("webp lossless", 20)]
    [InlineData("tiff", 20)]
    public void Decode_ToALimit_IsTheWholeImageMadeSmaller(string kind, int side)
    {
        var whole = ImageDecoder.Decode(Stored.File(kind));

        var small = ImageDecoder.Decode(Stored.File(kind), new DecodeOptions { ShorterSide = side });

        (small.Width, small.Height).Should().Be((side * Motif.Width / Motif.Height, side));
        var expected = new byte[small.Pixels.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            var (x, y) = (i / 3 % small.Width, i / 3 / small.Width);
            expected[i] = (byte)Math.Round(Reference(whole, small.Width, small.Height, x, y, i % 3));
        }

        // A JPEG is first made smaller by its decoder, whose filter is another one.
        Motif.Difference(small.Pixels, expected).Mean.Should().BeLessThan(kind.StartsWith("jpeg") ? 2.0 : 0.5);
    }

    [Theory]
    [InlineData(1001, 37)]
    [InlineData(37, 1001)]
    [InlineData(15, 9)]
    public void Decode_OfOddJpegToALimit_IsNotShifted(int width, int height)
    {
        // A ramp; the decoder drops the rest of odd sizes when it makes them smaller.
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(20 + (200 * (i % width) / width) + (20 * (i / width) / height));
        }

        using var image = Image.NewFromMemory(pixels, width, height, 1, Enums.BandFormat.Uchar);
        var file = image.Copy(interpretation: Enums.Interpretation.Bw).JpegsaveBuffer(q: 98);

        var small = ImageDecoder.Decode(file, new DecodeOptions { Channels = 1, ShorterSide = 4 });

        var expected = new byte[small.Pixels.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            var whole = new DecodedImage(width, height, 1, pixels);
            expected[i] = (byte)
                Math.Round(Reference(whole, small.Width, small.Height, i % small.Width, i / small.Width, 0));
        }

        Motif.Difference(small.Pixels, expected).Mean.Should().BeLessThan(2.5);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    public void Decode_ToALimitAboveItsSize_IsNotEnlarged(string kind)
    {
        var image = ImageDecoder.Decode(Stored.File(kind), new DecodeOptions { ShorterSide = 65 });

        image.Pixels.Should().Equal(ImageDecoder.Decode(Stored.File(kind)).Pixels);
    }

    [Fact]
    public void Apply_OfWrongSizes_IsRefused()
    {
        var transform = new EvaluationTransform(8);
        var ofOtherChannels = () => transform.Apply(new DecodedImage(2, 2, 1, new byte[4]));
        var ofFewBytes = () => transform.Apply(new byte[11], 2, 2, new byte[192]);
        var intoFewBytes = () => transform.Apply(new byte[12], 2, 2, new byte[191]);

        ofOtherChannels.Should().Throw<ArgumentException>().WithMessage("*1 channels*3*");
        ofFewBytes.Should().Throw<ArgumentException>();
        intoFewBytes.Should().Throw<ArgumentException>();
    }

    /// <summary>
    /// A pixel of the resized image by the definition: a triangle, as wide as the step between pixels.
    /// </summary>
    private static double Reference(DecodedImage image, int width, int height, int x, int y, int channel)
    {
        var across = Weights(image.Width, width, x);
        var down = Weights(image.Height, height, y);
        var sum = 0.0;
        foreach (var (row, rowWeight) in down)
        {
            foreach (var (column, weight) in across)
            {
                sum += rowWeight * weight * image.Pixels[(((row * image.Width) + column) * image.Channels) + channel];
            }
        }

        return sum;
    }

    private static (int Input, double Weight)[] Weights(int inputs, int outputs, int output)
    {
        var scale = (double)inputs / outputs;
        var reach = Math.Max(scale, 1);
        var center = (output + 0.5) * scale;
        var weights = Enumerable
            .Range(0, inputs)
            .Select(input => (input, Math.Max(0, 1 - (Math.Abs(input + 0.5 - center) / reach))))
            .Where(pair => pair.Item2 > 0)
            .ToArray();
        var sum = weights.Sum(pair => pair.Item2);
        return [.. weights.Select(pair => (pair.input, pair.Item2 / sum))];
    }

    private static byte[] Noise(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
