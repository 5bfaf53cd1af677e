using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ContrastiveDsl.Images.Tests;

public sealed class BrokenFileTests
{
    public static TheoryData<string> Kinds =>
        [
            "jpeg",
            "jpeg progressive",
            "jpeg subsampled",
            "jpeg cmyk",
            "grey jpeg",
            "png",
            "png interlaced",
            "png palette",
            "webp",
            "webp lossless",
            "gif",
            "tiff",
            "tiff lzw",
            "tiff tiled",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_OfFileCutAfter60Percent_SaysThatItIsCutOff(string kind)
    {
        var whole = Stored.File(kind);
        var cut = whole[..(whole.Length * 6 / 10)];
        ImageDecoder.Decode(whole);

        foreach (
            var options in new[]
            {
                new DecodeOptions(),
                new DecodeOptions { ShorterSide = 8, Channels = 1 },
            }
        )
        {
            var decode = () => ImageDecoder.Decode(cut, options, "photos/a.jpg");

            var fault = decode.Should().Throw<ImageDecodeException>().Which;
            fault.File.Should().Be("photos/a.jpg");
            fault.Reason.Should().Contain("cut off");
            fault.Message.Should().Be($"photos/a.jpg cannot be read: {fault.Reason}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_OfFileCutAnywhere_IsTheWholeImageOrAFault(string kind)
    {
        var whole = Stored.File(kind);
        var expected = ImageDecoder.Decode(whole).Pixels;
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 100))
        {
            try
            {
                // What is missing may be a mark at the end or text; a pixel it must not be.
                ImageDecoder.Decode(whole[..length]).Pixels.Should().Equal(expected);
                length.Should().BeGreaterThan(whole.Length / 2);
            }
            catch (ImageDecodeException) { }
        }
    }

    [Fact]
    public void Decode_OfDamagedPng_SaysSo()
    {
        var file = Stored.File("png").ToArray();
        file[file.Length / 2] ^= 0xFF;

        Reason(file).Should().Be("its pixels are damaged");
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("<!DOCTYPE html><html></html>", "an HTML page")]
    [InlineData("\r\n  <html lang=\"en\">", "an HTML page")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG drawing")]
    [InlineData("%PDF-1.7 ", "a PDF document")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "Git LFS pointer")]
    [InlineData("hello, these are words", "text")]
    [InlineData("BMW and other cars, a list of them all", "text")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1", "a HEIC image")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0mif1", "an AVIF image")]
    [InlineData("\u0001\u0002\u0003\u0004 whatever", "no JPEG, PNG, WebP, GIF, BMP or TIFF")]
    public void Decode_OfNoImage_SaysWhatItIs(string content, string reason) =>
        Reason(Encoding.Latin1.GetBytes(content)).Should().Contain(reason);

    [Fact]
    public void Decode_OfMissingFile_IsAnIoException()
    {
        var decode = () => ImageDecoder.Decode(Path.Combine(Path.GetTempPath(), "no such", "image.png"));

        decode.Should().Throw<IOException>().Which.Should().NotBeOfType<ImageDecodeException>();
    }

    [Fact]
    public void Decode_OfPngOfTenBillionPixels_IsRefusedFromItsHeader()
    {
        var file = Png(100_000, 100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Reason(file).Should().Be("it has 100000 x 100000 pixels, more than 178,956,970");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
        ImageHeader.Read(file).Pixels.Should().Be(10_000_000_000);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("tiff")]
    public void Decode_OfMorePixelsThanAllowed_IsRefused(string kind)
    {
        var file = Stored.File(kind);
        var pixels = Motif.Width * Motif.Height;

        ImageDecoder.Decode(file, new DecodeOptions { MaximumPixels = pixels }).Width.Should().Be(Motif.Width);
        var decode = () => ImageDecoder.Decode(file, new DecodeOptions { MaximumPixels = pixels - 1 });

        decode.Should().Throw<ImageDecodeException>().Which.Reason.Should().Contain("96 x 64 pixels, more than 6,143");
    }

    [Fact]
    public void Advice_OfOtherPlatform_NamesItsPackage() =>
        Libvips.Advice("linux-musl-x64").Should().Contain("PackageReference to NetVips.Native.linux-musl-x64");

    [Fact]
    public void DecodeOptions_OfImpossibleValue_AreRefused()
    {
        var channels = () => new DecodeOptions { Channels = 4 };
        var side = () => new DecodeOptions { ShorterSide = 0 };
        var pixels = () => new DecodeOptions { MaximumPixels = 0 };

        channels.Should().Throw<ArgumentOutOfRangeException>();
        side.Should().Throw<ArgumentOutOfRangeException>();
        pixels.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static string Reason(byte[] file)
    {
        var decode = () => ImageDecoder.Decode(file);
        return decode.Should().Throw<ImageDecodeException>().Which.Reason;
    }

    /// <summary>A sound PNG file of that size, apart from pixels, of which it has one row of too few.</summary>
    private static byte[] Png(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(file, "IHDR", header);
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(new byte[1000]);
        }

        WriteChunk(file, "IDAT", data.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteChunk(Stream file, string name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] chunk = [.. Encoding.ASCII.GetBytes(name), .. content];
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(chunk));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
