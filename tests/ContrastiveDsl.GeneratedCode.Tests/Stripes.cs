using ContrastiveDsl.Data;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>8×8 images of two classes, horizontal and vertical stripes with noise.</summary>
internal static class Stripes
{
    private const int Side = 8;

    /// <summary>The images and their classes.</summary>
    public static ImageSet Create(int count)
    {
        var random = new Random(1);
        var pixels = new byte[count * Side * Side];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 2);
            for (var p = 0; p < Side * Side; p++)
            {
                var line = labels[i] == 0 ? p / Side : p % Side;
                pixels[(i * Side * Side) + p] = (byte)((line % 2 == 0 ? 160 : 40) + random.Next(60));
            }
        }

        return ImageSet.FromBytes(pixels, count, 1, Side, Side, labels);
    }
}
