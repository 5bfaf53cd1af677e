using NetVips;

namespace ContrastiveDsl.Images.Tests;

/// <summary>Files with changed bytes decode, or are refused by the one exception; nothing else happens.</summary>
public sealed class MutationTests
{
    private const int BytesEach = 32 << 20;

    public static TheoryData<string> Kinds =>
        [
            "jpeg",
            "jpeg progressive",
            "jpeg p3",
            "jpeg cmyk",
            "png",
            "png interlaced",
            "png palette",
            "webp",
            "webp lossless",
            "gif",
            "gif of two frames",
            "tiff",
            "tiff lzw",
            "tiff tiled",
            "tiff jpeg",
            "bmp",
            "bmp of runs",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_OfMutatedFile_DecodesOrIsRefused(string kind)
    {
        var file = Small(kind);
        var random = new Random(20);
        var options = new DecodeOptions { MaximumPixels = 1 << 20, ShorterSide = 16 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (decoded, refused) = (0, 0);
        for (var i = 0; i < Mutations(kind); i++)
        {
            try
            {
                ImageDecoder.Decode(Mutate(file, random), options).Pixels.Should().NotBeEmpty();
                decoded++;
            }
            catch (ImageDecodeException)
            {
                refused++;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            allocated.Should().BeLessThan((long)BytesEach * (i + 1));
        }

        decoded.Should().BePositive();
        refused.Should().BePositive();
    }

    /// <summary>Of each kind; those with a conversion of colors take a hundred times as long.</summary>
    private static int Mutations(string kind) =>
        Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1" ? 5000
        : kind is "jpeg cmyk" or "jpeg p3" ? 100
        : 500;

    private static byte[] Small(string kind)
    {
        if (kind.StartsWith("bmp", StringComparison.Ordinal))
        {
            ImageColor[] palette = [.. Enumerable.Range(0, 256).Select(i => new ImageColor((byte)i, 1, 2))];
            return kind == "bmp"
                ? BmpFile.Write(24, 24, 24, Enumerable.Repeat(new byte[72], 24))
                : BmpFile.Write(24, 2, 8, 1, [24, 7, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 2, 1, 0, 3, 3, 0, 1], palette);
        }

        return Stored.File(kind);
    }

    /// <summary>
    /// One to four bytes changed, half of them where headers are; now and then the end is missing too.
    /// </summary>
    private static byte[] Mutate(byte[] file, Random random)
    {
        var mutated = file.ToArray();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var end = random.Next(2) == 0 ? Math.Min(file.Length, 300) : file.Length;
            mutated[random.Next(end)] = (byte)random.Next(256);
        }

        return random.Next(10) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }
}
