using System.Buffers.Binary;

namespace ContrastiveDsl.Images.Tests;

public sealed class BmpTests
{
    private static readonly ImageColor[] FourColors = [new(1, 2, 3), new(250, 128, 0), new(0, 0, 255), new(9, 99, 199)];

    [Theory]
    [InlineData(40, false)]
    [InlineData(40, true)]
    [InlineData(12, false)]
    [InlineData(56, false)]
    [InlineData(108, false)]
    [InlineData(124, true)]
    public void Decode_Of24Bits_GivesTheMotif(int headerSize, bool topDown)
    {
        var rows = Motif.Pixels.Chunk(Motif.Width * 3).Select(row => row.Chunk(3).SelectMany(Reversed).ToArray());
        var file = BmpFile.Write(Motif.Width, Motif.Height, 24, rows, headerSize: headerSize, topDown: topDown);

        var image = ImageDecoder.Decode(file);

        image.Pixels.Should().Equal(Motif.Pixels);
        ImageHeader.Read(file).Should().Be(new ImageHeader(ImageFormat.Bmp, Motif.Width, Motif.Height, 3, 8));
    }

    [Fact]
    public void Decode_Of32Bits_IgnoresTheFourthByte()
    {
        var rows = Motif
            .Pixels.Chunk(Motif.Width * 3)
            .Select(row => row.Chunk(3).SelectMany(color => Reversed(color).Append((byte)0)).ToArray());

        var image = ImageDecoder.Decode(BmpFile.Write(Motif.Width, Motif.Height, 32, rows));

        image.Pixels.Should().Equal(Motif.Pixels);
    }

    [Fact]
    public void Decode_Of32BitsWithAlpha_LaysItOverTheBackground()
    {
        // Red, green, blue, alpha as masks name them; opaque, half, transparent.
        byte[] row = [200, 100, 50, 255, 200, 100, 50, 128, 200, 100, 50, 0];
        uint[] masks = [0xFF, 0xFF00, 0xFF0000, 0xFF000000];
        var file = BmpFile.Write(3, 1, 32, [row], masks: masks, headerSize: 124);

        var image = ImageDecoder.Decode(file, new DecodeOptions { Background = ImageColor.Black });

        image.Pixels.Should().Equal(200, 100, 50, 100, 50, 25, 0, 0, 0);
        ImageHeader.Read(file).Channels.Should().Be(4);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new uint[] { 0xF800, 0x07E0, 0x001F })]
    public void Decode_Of16Bits_ScalesEachChannelTo255(uint[]? masks)
    {
        // Pure red, green, blue, white, black.
        ushort[] pixels = masks is null
            ? [0x7C00, 0x03E0, 0x001F, 0x7FFF, 0x0000]
            : [0xF800, 0x07E0, 0x001F, 0xFFFF, 0x0000];
        var row = new byte[10];
        for (var i = 0; i < pixels.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(row.AsSpan(i * 2), pixels[i]);
        }

        var image = ImageDecoder.Decode(BmpFile.Write(5, 1, 16, [row], masks: masks));

        image.Pixels.Should().Equal(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(4, 40)]
    [InlineData(8, 40)]
    [InlineData(1, 12)]
    [InlineData(8, 124)]
    public void Decode_OfPalette_LooksColorsUp(int bits, int headerSize)
    {
        int[][] indices =
            bits == 1
                ?
                [
                    [0, 1, 1, 0, 1, 0, 0, 1, 1],
                    [1, 0, 0, 0, 0, 0, 0, 0, 0],
                ]
                :
                [
                    [0, 1, 2, 3, 2],
                    [3, 0, 0, 1, 2],
                ];
        var palette =
            headerSize == 12
                ? FourColors.Concat(new ImageColor[(1 << bits) - 2]).Take(1 << bits)
                : FourColors.Take(1 << bits);
        var file = BmpFile.Write(
            indices[0].Length,
            2,
            bits,
            indices.Select(row => Pack(row, bits)),
            palette,
            headerSize: headerSize
        );

        var image = ImageDecoder.Decode(file);

        image.Pixels.Should().Equal(indices.SelectMany(row => row).SelectMany(Color));
    }

    [Fact]
    public void Decode_OfIndexWithoutColor_IsBlack()
    {
        var file = BmpFile.Write(
            2,
            1,
            8,
            [
                [1, 200],
            ],
            FourColors
        );

        ImageDecoder.Decode(file).Pixels.Should().Equal(250, 128, 0, 0, 0, 0);
    }

    [Fact]
    public void Decode_OfRunsOf8Bits_ExpandsThem()
    {
        // From the bottom: three of 1, then literally 2 3 0 and their padding; then 2, a step of two, 3; the end.
        byte[] data = [3, 1, 0, 3, 2, 3, 0, 0, 0, 0, 1, 2, 0, 2, 2, 0, 3, 3, 0, 1];
        var file = BmpFile.Write(6, 2, 8, 1, data, FourColors);

        var image = ImageDecoder.Decode(file);

        int[] expected = [2, 0, 0, 3, 3, 3, 1, 1, 1, 2, 3, 0];
        image.Pixels.Should().Equal(expected.SelectMany(Color));
    }

    [Fact]
    public void Decode_OfRunsOf4Bits_ExpandsThem()
    {
        // Five pixels of 1 and 2 in turn; then literally 3 2 1 and their padding, then more than the row is wide.
        byte[] data = [5, 0x12, 0, 0, 0, 3, 0x32, 0x10, 9, 0x00, 0, 1];
        var file = BmpFile.Write(5, 2, 4, 2, data, FourColors);

        var image = ImageDecoder.Decode(file);

        int[] expected = [3, 2, 1, 0, 0, 1, 2, 1, 2, 1];
        image.Pixels.Should().Equal(expected.SelectMany(Color));
    }

    [Fact]
    public void Decode_OfFileCutOff_SaysSo()
    {
        var file = BmpFile.Write(4, 4, 24, Enumerable.Repeat(new byte[12], 4));
        byte[] runs = BmpFile.Write(6, 2, 8, 1, [3, 1, 0, 3, 2], FourColors);

        Reason(file[..^1]).Should().Contain("cut off");
        Reason(file[..30]).Should().Be("its header is cut off");
        Reason(runs).Should().Contain("cut off");
    }

    [Theory]
    [InlineData(0, 4, 24, 0, "0 x 4")]
    [InlineData(-3, 4, 24, 0, "-3 x 4")]
    [InlineData(4, int.MinValue, 24, 0, "4 x 0")]
    [InlineData(4, 4, 24, 4, "24 bits and compression 4")]
    [InlineData(4, 4, 23, 0, "23 bits")]
    [InlineData(4, -4, 8, 1, "8 bits and compression 1")]
    [InlineData(100_000, 100_000, 8, 1, "100000 x 100000 pixels, more than")]
    [InlineData(13_000, 13_000, 24, 0, "cut off")]
    public void Decode_OfImpossibleHeader_SaysWhatItSays(
        int width,
        int height,
        int bits,
        int compression,
        string reason
    )
    {
        var file = BmpFile.Write(width, height, bits, compression, new byte[64]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Reason(file).Should().Contain(reason);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    private static string Reason(byte[] file)
    {
        var decode = () => ImageDecoder.Decode(file);
        return decode.Should().Throw<ImageDecodeException>().Which.Reason;
    }

    private static IEnumerable<byte> Reversed(byte[] color) => color.AsEnumerable().Reverse();

    private static byte[] Color(int index) => [FourColors[index].Red, FourColors[index].Green, FourColors[index].Blue];

    private static byte[] Pack(int[] indices, int bits)
    {
        var row = new byte[((indices.Length * bits) + 7) / 8];
        for (var i = 0; i < indices.Length; i++)
        {
            row[i * bits / 8] |= (byte)(indices[i] << (8 - bits - (i * bits % 8)));
        }

        return row;
    }
}
