namespace ContrastiveDsl.Images;

/// <summary>What sizes images are brought to.</summary>
internal static class ImageSize
{
    /// <summary>The size with the shorter side brought to a limit, if it is longer.</summary>
    internal static (int Width, int Height) Limited(int width, int height, int? shorterSide) =>
        shorterSide is { } limit && Math.Min(width, height) > limit ? Scaled(width, height, limit) : (width, height);

    /// <summary>
    /// The size with the given shorter side: the longer one is cut to whole pixels, as torchvision does.
    /// </summary>
    internal static (int Width, int Height) Scaled(int width, int height, int shorterSide) =>
        width <= height
            ? (shorterSide, (int)Math.Min(int.MaxValue, (long)shorterSide * height / width))
            : ((int)Math.Min(int.MaxValue, (long)shorterSide * width / height), shorterSide);
}
