using ContrastiveDsl.Data;

namespace CustomParts;

/// <summary>
/// A source of images of one's own: here drawings of four kinds, made when they are asked for, as others would read
/// them from a database.
/// </summary>
/// <param name="count">How many there are.</param>
/// <param name="first">Number of the first; each number is another drawing, always the same one.</param>
public sealed class Drawings(int count, int first = 0) : IImageSource
{
    private const int Side = 32;

    /// <summary>Kinds of drawings.</summary>
    public const int Kinds = 4;

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public int Channels => 3;

    /// <inheritdoc/>
    public PixelType PixelType => PixelType.Byte;

    /// <summary>What is drawn: a disc, a square, a ring or a cross, from 0 to 3.</summary>
    public static int KindOf(int number) => number % Kinds;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => (Side, Side);

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        // Called from several threads at once, and the same number must always be the same drawing.
        var chance = new Random(first + index);
        var (x0, y0, radius) = (chance.Next(11, 21), chance.Next(11, 21), chance.Next(6, 11));
        Span<byte> colors = stackalloc byte[6];
        chance.NextBytes(colors);
        for (var place = 0; place < Side * Side; place++)
        {
            var (x, y) = ((place % Side) - x0, (place / Side) - y0);
            var color = IsInside(KindOf(first + index), Math.Abs(x), Math.Abs(y), radius) ? colors[..3] : colors[3..];
            color.CopyTo(pixels[(place * 3)..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private static bool IsInside(int kind, int x, int y, int radius)
    {
        var distance = (x * x) + (y * y);
        return kind switch
        {
            0 => distance < radius * radius,
            1 => Math.Max(x, y) < radius,
            2 => distance < radius * radius && distance > radius * radius / 3,
            _ => Math.Min(x, y) < radius / 3 && Math.Max(x, y) < radius,
        };
    }
}
