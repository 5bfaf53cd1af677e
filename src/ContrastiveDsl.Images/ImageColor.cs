namespace ContrastiveDsl.Images;

/// <summary>A color in sRGB.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct ImageColor(byte Red, byte Green, byte Blue)
{
    /// <summary>White: 255, 255, 255.</summary>
    public static ImageColor White => new(255, 255, 255);

    /// <summary>Black: 0, 0, 0.</summary>
    public static ImageColor Black => new(0, 0, 0);

    /// <summary>This color, as far as it is opaque, before a background.</summary>
    internal ImageColor Over(ImageColor background, byte opacity) =>
        new(
            Blend(Red, background.Red, opacity),
            Blend(Green, background.Green, opacity),
            Blend(Blue, background.Blue, opacity)
        );

    private static byte Blend(byte front, byte back, byte opacity) =>
        (byte)(((front * opacity) + (back * (255 - opacity)) + 127) / 255);
}
