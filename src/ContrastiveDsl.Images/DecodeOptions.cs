namespace ContrastiveDsl.Images;

/// <summary>What an image is decoded to. The defaults give the whole image as sRGB.</summary>
public sealed record DecodeOptions
{
    /// <summary>
    /// The most pixels an image may have by default, those of 512 MB of RGB. Pillow, too, warns of more.
    /// </summary>
    public const long DefaultMaximumPixels = 178_956_970;

    /// <summary>
    /// 3: red, green, blue (gray images have all three equal). 1: gray, of colors
    /// 0.299 red + 0.587 green + 0.114 blue, as in ITU-R BT.601. Default 3.
    /// </summary>
    public int Channels
    {
        get;
        init =>
            field = value is 1 or 3
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "An image is decoded to 1 or 3 channels."
                );
    } = 3;

    /// <summary>What shows through where an image is transparent. Default white.</summary>
    public ImageColor Background { get; init; } = ImageColor.White;

    /// <summary>
    /// A limit of the shorter side, in pixels, at least 1: a larger image is made smaller, antialiased and with its
    /// aspect kept; a smaller one stays as it is. Null, the default: no limit.
    /// </summary>
    public int? ShorterSide
    {
        get;
        init =>
            field = value is null or >= 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A side has at least one pixel.");
    }

    /// <summary>
    /// The most pixels, width × height, that an image may have, whatever it is made smaller to; an image of more is
    /// refused from its header. Default <see cref="DefaultMaximumPixels"/>; at most 700 million.
    /// </summary>
    public long MaximumPixels
    {
        get;
        init =>
            field = value is >= 1 and <= 700_000_000
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "From 1 to 700,000,000 pixels.");
    } = DefaultMaximumPixels;
}
