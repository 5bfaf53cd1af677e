using NetVips;

namespace ContrastiveDsl.Images.Tests;

/// <summary>One motif in every format, each way of storing it: all have to decode to the motif.</summary>
public sealed class DecodedFormatTests
{
    /// <summary>Ways that lose nothing.</summary>
    public static TheoryData<string> Exact =>
        [
            "png",
            "png interlaced",
            "png palette",
            "png 16 bits",
            "png 16 bits interlaced",
            "webp lossless",
            "gif",
            "gif interlaced",
            "gif of two frames",
            "webp of two frames",
            "tiff",
            "tiff lzw",
            "tiff deflate with predictor",
            "tiff tiled",
            "tiff 16 bits",
            "tiff 16 bits tiled",
            "bigtiff",
            "tiff of two pages",
        ];

    /// <summary>Ways that lose little, with the mean difference allowed: about twice what is seen.</summary>
    public static TheoryData<string, double> Near =>
        new()
        {
            { "jpeg", 1.0 },
            { "jpeg progressive", 1.0 },
            { "jpeg subsampled", 3.0 },
            { "jpeg cmyk", 4.0 },
            { "tiff cmyk", 4.0 },
            { "tiff jpeg", 1.0 },
            { "tiff lab", 1.0 },
            { "webp", 2.0 },
            { "jpeg p3", 1.5 },
            { "png p3", 1.0 },
            { "png p3 16 bits", 1.0 },
            { "webp p3", 1.0 },
            { "tiff p3", 1.0 },
            { "jpeg srgb", 1.0 },
        };

    [Theory]
    [MemberData(nameof(Exact))]
    public void Decode_OfLosslessFile_GivesTheMotif(string kind)
    {
        var image = ImageDecoder.Decode(Stored.File(kind));

        (image.Width, image.Height, image.Channels).Should().Be((Motif.Width, Motif.Height, 3));
        image.Pixels.Should().Equal(Motif.Pixels);
    }

    [Theory]
    [MemberData(nameof(Near))]
    public void Decode_OfLossyFile_GivesTheMotifWithinTheTolerance(string kind, double tolerance)
    {
        var image = ImageDecoder.Decode(Stored.File(kind));

        (image.Width, image.Height, image.Channels).Should().Be((Motif.Width, Motif.Height, 3));
        Motif.Difference(image.Pixels, Motif.Pixels).Mean.Should().BeLessThan(tolerance);
    }

    [Theory]
    [InlineData("jpeg p3")]
    [InlineData("png p3 16 bits")]
    [InlineData("tiff cmyk")]
    public void Case_WithoutItsConversion_IsFarFromTheMotif(string kind)
    {
        // Else the tests of profiles and inks could not fail.
        using var image = Image.NewFromBuffer(Stored.File(kind));
        var samples = image.Format == Enums.BandFormat.Ushort ? image / 257 : image.Copy();
        using var colors = samples.ExtractBand(0, n: 3).Cast(Enums.BandFormat.Uchar);

        Motif.Difference(colors.WriteToMemory<byte>(), Motif.Pixels).Mean.Should().BeGreaterThan(3);
        samples.Dispose();
    }

    [Theory]
    [InlineData("grey jpeg", 1.0)]
    [InlineData("grey jpeg with a profile of colors", 1.0)]
    [InlineData("grey png", 0.0)]
    [InlineData("grey png 16 bits", 0.0)]
    [InlineData("grey tiff", 0.0)]
    [InlineData("grey tiff, white is zero", 0.0)]
    [InlineData("grey webp lossless", 0.0)]
    [InlineData("grey gif", 0.0)]
    public void Decode_OfGreyFile_GivesThreeEqualChannelsOrOne(string kind, double tolerance)
    {
        var color = ImageDecoder.Decode(Stored.File(kind));
        var grey = ImageDecoder.Decode(Stored.File(kind), new DecodeOptions { Channels = 1 });

        color.Channels.Should().Be(3);
        color.Pixels.Should().Equal(Motif.ThreeTimes(grey.Pixels));
        grey.Channels.Should().Be(1);
        Motif.Difference(grey.Pixels, Motif.GreyPixels).Mean.Should().BeLessThanOrEqualTo(tolerance);
    }

    [Fact]
    public void Decode_OfColorsToOneChannel_GivesTheirLuma()
    {
        var image = ImageDecoder.Decode(Stored.File("png"), new DecodeOptions { Channels = 1 });

        image.Channels.Should().Be(1);
        image.Pixels.Should().Equal(Motif.GreyPixels);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("png 16 bits")]
    public void Decode_OfTransparentFile_LaysItOverTheBackground(string kind)
    {
        var file = Stored.File("transparent " + kind);
        var blue = new ImageColor(20, 40, 200);

        var overWhite = ImageDecoder.Decode(file);
        var overBlue = ImageDecoder.Decode(file, new DecodeOptions { Background = blue });

        overWhite.Channels.Should().Be(3);
        // A half may be rounded to either side.
        Motif.Difference(overWhite.Pixels, Motif.Over(ImageColor.White)).Most.Should().BeLessThanOrEqualTo(1);
        Motif.Difference(overBlue.Pixels, Motif.Over(blue)).Most.Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Decode_OfTransparentFileWithProfile_KeepsBoth()
    {
        var image = ImageDecoder.Decode(Stored.File("transparent png p3"));

        Motif.Difference(image.Pixels, Motif.Over(ImageColor.White)).Mean.Should().BeLessThan(1.0);
    }

    [Fact]
    public void Decode_OfTransparentGif_LaysItOverTheBackground()
    {
        // Of two degrees only: seen or not.
        var image = ImageDecoder.Decode(
            Stored.File("transparent gif"),
            new DecodeOptions { Background = new ImageColor(1, 2, 3) }
        );

        image.Pixels[..3].Should().Equal(1, 2, 3);
        var inside = ((20 * Motif.Width) + 20) * 3;
        image.Pixels[inside..(inside + 3)].Should().Equal(Motif.Pixels[inside..(inside + 3)]);
    }

    [Fact]
    public void Decode_OfTransparentGrey_GetsTheColorOfTheBackground()
    {
        using var alpha = Image.Black(2, 1) + new[] { 0.0 };
        using var image = Grey16(0, 0).Cast(Enums.BandFormat.Uchar).Bandjoin(alpha.Cast(Enums.BandFormat.Uchar));

        var decoded = ImageDecoder.Decode(
            image.Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer(),
            new DecodeOptions { Background = new ImageColor(9, 8, 7) }
        );

        decoded.Pixels.Should().Equal(9, 8, 7, 9, 8, 7);
    }

    [Fact]
    public void Decode_Of16Bits_RoundsAndDoesNotCut()
    {
        // 128/257 = 0.498, 129/257 = 0.502; 256 is 1, not 256 >> 8 of something else; 65407 is 254.498.
        using var image = Grey16(0, 128, 129, 256, 255 * 257, 65407, 65535, 32896);

        var decoded = ImageDecoder.Decode(image.PngsaveBuffer(bitdepth: 16), new DecodeOptions { Channels = 1 });

        decoded.Pixels.Should().Equal(0, 0, 1, 1, 255, 255, 255, 128);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("tiff")]
    public void Decode_Of1Bit_GivesBlackAndWhite(string kind)
    {
        byte[] pixels = [0, 255, 0, 0, 255, 255, 0, 255, 255, 0, 255];
        using var image = Image.NewFromMemory(pixels, 11, 1, 1, Enums.BandFormat.Uchar);
        using var grey = image.Copy(interpretation: Enums.Interpretation.Bw);
        var file = kind == "png" ? grey.PngsaveBuffer(bitdepth: 1) : grey.TiffsaveBuffer(bitdepth: 1);

        var decoded = ImageDecoder.Decode(file, new DecodeOptions { Channels = 1 });

        decoded.Pixels.Should().Equal(pixels);
    }

    [Fact]
    public void Decode_OfWhiteAndBlackInk_IsLightAndDark()
    {
        byte[] pixels = [255, 255, 255, 0, 0, 0];
        using var image = Image
            .NewFromMemory(pixels, 2, 1, 3, Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        using var large = image.Resize(32, kernel: Enums.Kernel.Nearest).Colourspace(Enums.Interpretation.Cmyk);

        var decoded = ImageDecoder.Decode(large.JpegsaveBuffer(q: 95), new DecodeOptions { Channels = 1 });

        decoded.Pixels[0].Should().BeGreaterThan(250);
        decoded.Pixels[^1].Should().BeLessThan(40);
    }

    [Fact]
    public void Decode_OfUnusableProfile_LeavesTheColorsAsTheyAre()
    {
        using var image = Motif.Rgb().Mutate(x => x.Set(GValue.BlobType, "icc-profile-data", EmptyProfile()));
        var file = image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off);

        using var stored = Image.NewFromBuffer(file);
        stored.Contains("icc-profile-data").Should().BeTrue();
        ImageDecoder.Decode(file).Pixels.Should().Equal(ImageDecoder.Decode(Stored.File("jpeg")).Pixels);
    }

    [Fact]
    public void Decode_OfFloatTiff_IsRefusedWithTheReason()
    {
        using var image = Motif.Rgb().Cast(Enums.BandFormat.Float);

        var decode = () => ImageDecoder.Decode(image.TiffsaveBuffer());

        decode.Should().Throw<ImageDecodeException>().Which.Reason.Should().Contain("\"float\"");
    }

    [Fact]
    public void Decode_FromFileStreamArrayAndSlice_IsTheSame()
    {
        var bytes = Stored.File("jpeg");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var expected = ImageDecoder.Decode(bytes).Pixels;

            ImageDecoder.Decode(path).Pixels.Should().Equal(expected);
            ImageDecoder.Decode(new MemoryStream(bytes)).Pixels.Should().Equal(expected);
            byte[] longer = [1, 2, 3, .. bytes, 4, 5];
            ImageDecoder.Decode(longer.AsMemory(3, bytes.Length)).Pixels.Should().Equal(expected);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("jpeg", ImageFormat.Jpeg, 3, 8)]
    [InlineData("jpeg cmyk", ImageFormat.Jpeg, 4, 8)]
    [InlineData("grey jpeg", ImageFormat.Jpeg, 1, 8)]
    [InlineData("png 16 bits", ImageFormat.Png, 3, 16)]
    [InlineData("transparent png", ImageFormat.Png, 4, 8)]
    [InlineData("webp", ImageFormat.WebP, 3, 8)]
    [InlineData("transparent gif", ImageFormat.Gif, 4, 8)]
    [InlineData("tiff 16 bits", ImageFormat.Tiff, 3, 16)]
    public void Header_OfFile_SaysWhatItIs(string kind, ImageFormat format, int channels, int bits) =>
        ImageHeader
            .Read(Stored.File(kind))
            .Should()
            .Be(new ImageHeader(format, Motif.Width, Motif.Height, channels, bits));

    private static Image Grey16(params ushort[] values) =>
        Image
            .NewFromMemory(values, values.Length, 1, 1, Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Grey16);

    /// <summary>A profile that begins as one and has nothing in it.</summary>
    private static byte[] EmptyProfile()
    {
        var profile = new byte[256];
        "RGB "u8.CopyTo(profile.AsSpan(16));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        return profile;
    }
}
