using NetVips;

namespace ContrastiveDsl.Images.Tests;

public sealed class OrientationTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var kind in new[] { "jpeg", "png", "webp", "tiff" })
            {
                for (var orientation = 1; orientation <= 8; orientation++)
                {
                    cases.Add(kind, orientation);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decode_OfTurnedFile_IsUpright(string kind, int orientation)
    {
        var file = Turned(kind, orientation);
        // The stored image does lie on its side.
        using var stored = Image.NewFromBuffer(file);
        (stored.Width == Motif.Width).Should().Be(orientation <= 4);

        var image = ImageDecoder.Decode(file);

        (image.Width, image.Height).Should().Be((Motif.Width, Motif.Height));
        Motif.Difference(image.Pixels, Motif.Pixels).Mean.Should().BeLessThan(kind == "jpeg" ? 1.0 : 0.001);
        ImageHeader.Read(file).Should().Match<ImageHeader>(x => x.Width == Motif.Width && x.Height == Motif.Height);
    }

    [Theory]
    [InlineData("jpeg", 6)]
    [InlineData("jpeg", 3)]
    [InlineData("png", 8)]
    public void Decode_OfTurnedFileToALimit_IsTheUprightOneMadeSmaller(string kind, int orientation)
    {
        var options = new DecodeOptions { ShorterSide = 16 };

        var turned = ImageDecoder.Decode(Turned(kind, orientation), options);
        var upright = ImageDecoder.Decode(Turned(kind, 1), options);

        (turned.Width, turned.Height).Should().Be((24, 16));
        // Down before across rounds otherwise than across before down.
        Motif.Difference(turned.Pixels, upright.Pixels).Mean.Should().BeLessThan(1.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void Decode_OfUnknownOrientation_LeavesTheImageAsItIs(int orientation)
    {
        using var image = Motif.Rgb().Mutate(x => x.Set(GValue.GIntType, "orientation", orientation));

        ImageDecoder.Decode(image.PngsaveBuffer()).Pixels.Should().Equal(Motif.Pixels);
    }

    /// <summary>The motif so stored that turning it as EXIF says shows it upright.</summary>
    private static byte[] Turned(string kind, int orientation)
    {
        using var upright = Motif.Rgb();
        using var stored = orientation switch
        {
            1 => upright.Copy(),
            2 => upright.FlipHor(),
            3 => upright.Rot180(),
            4 => upright.FlipVer(),
            5 => upright.Rot90().FlipHor(),
            6 => upright.Rot270(),
            7 => upright.Rot270().FlipHor(),
            _ => upright.Rot90(),
        };
        using var image = stored.Mutate(x => x.Set(GValue.GIntType, "orientation", orientation));
        return kind switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off),
            "png" => image.PngsaveBuffer(),
            "webp" => image.WebpsaveBuffer(lossless: true),
            _ => image.TiffsaveBuffer(),
        };
    }
}
