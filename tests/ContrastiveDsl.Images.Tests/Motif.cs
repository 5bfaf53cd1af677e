using NetVips;

namespace ContrastiveDsl.Images.Tests;

/// <summary>The pixels that test files are made of, and the comparison with what a decoder makes of them.</summary>
internal static class Motif
{
    internal const int Width = 96;
    internal const int Height = 64;

    /// <summary>
    /// 64 even blocks of different colors, so that a palette holds them and no two corners are alike. All are muted,
    /// since inks have no others.
    /// </summary>
    internal static byte[] Pixels { get; } = Make();

    /// <summary>The same as grey, by the weights of ITU-R BT.601.</summary>
    internal static byte[] GreyPixels { get; } = ToGrey(Pixels);

    internal static Image Rgb() =>
        Image
            .NewFromMemory(Pixels, Width, Height, 3, Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    internal static Image Grey() =>
        Image
            .NewFromMemory(GreyPixels, Width, Height, 1, Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Bw);

    /// <summary>The motif in 16 bits: each value times 257.</summary>
    internal static Image Rgb16()
    {
        var samples = Pixels.SelectMany(value => BitConverter.GetBytes((ushort)(value * 257))).ToArray();
        return Image
            .NewFromMemory(samples, Width, Height, 3, Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);
    }

    /// <summary>The motif, transparent within eight pixels of the border and half so below the middle.</summary>
    internal static Image Rgba()
    {
        var samples = new byte[Width * Height * 4];
        for (var i = 0; i < Width * Height; i++)
        {
            Pixels.AsSpan(i * 3, 3).CopyTo(samples.AsSpan(i * 4));
            samples[(i * 4) + 3] = Opacity(i % Width, i / Width);
        }

        return Image
            .NewFromMemory(samples, Width, Height, 4, Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>What <see cref="Rgba"/> looks like before a background.</summary>
    internal static byte[] Over(ImageColor background)
    {
        byte[] back = [background.Red, background.Green, background.Blue];
        return Pixels
            .Select(
                (value, i) =>
                {
                    var opacity = Opacity(i / 3 % Width, i / 3 / Width) / 255.0;
                    return (byte)Math.Round((value * opacity) + (back[i % 3] * (1 - opacity)));
                }
            )
            .ToArray();
    }

    /// <summary>Each grey three times.</summary>
    internal static byte[] ThreeTimes(IEnumerable<byte> grey) =>
        grey.SelectMany(value => new[] { value, value, value }).ToArray();

    internal static byte[] ToGrey(byte[] rgb) =>
        rgb.Chunk(3)
            .Select(color => (byte)Math.Round((0.299 * color[0]) + (0.587 * color[1]) + (0.114 * color[2])))
            .ToArray();

    /// <summary>The mean difference of two images' bytes, and the largest.</summary>
    internal static (double Mean, int Most) Difference(byte[] one, byte[] two)
    {
        one.Length.Should().Be(two.Length);
        var differences = one.Zip(two, (a, b) => Math.Abs(a - b)).ToArray();
        return (differences.Average(), differences.Max());
    }

    private static byte Opacity(int x, int y)
    {
        var isBorder = x < 8 || y < 8 || x >= Width - 8 || y >= Height - 8;
        return isBorder ? (byte)0
            : y >= Height / 2 ? (byte)128
            : (byte)255;
    }

    private static byte[] Make()
    {
        var pixels = new byte[Width * Height * 3];
        for (var i = 0; i < Width * Height; i++)
        {
            var (column, row) = (i % Width / 12, i / Width / 8);
            pixels[i * 3] = (byte)(70 + (column * 15));
            pixels[(i * 3) + 1] = (byte)(80 + (row * 13));
            pixels[(i * 3) + 2] = (byte)(150 - (column * 5) + (row * 4));
        }

        return pixels;
    }
}
