namespace ContrastiveDsl.Images;

/// <summary>
/// What an image becomes before an encoder describes it: its shorter side is brought to <see cref="Size"/>, a smaller
/// one enlarged, by an antialiased bilinear (triangle) filter; the middle square is kept. These are Resize(size) and
/// CenterCrop(size) of torchvision. Training's evaluation, embedding and a service use this one code, so that an image
/// gives the same bytes in each. Members may be called from several threads at once.
/// </summary>
public sealed class EvaluationTransform
{
    /// <summary>
    /// By how much larger than <see cref="Size"/> a shorter side is decoded: enough for crops of training, which share
    /// the decoded image.
    /// </summary>
    private const int DecodedSizes = 2;

    /// <param name="size">The side of the square in pixels, 1 to 8192.</param>
    /// <param name="channels">1 (gray) or 3 (red, green, blue).</param>
    /// <param name="background">What shows through transparent parts; null for white.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the channels are none of these.</exception>
    public EvaluationTransform(int size, int channels = 3, ImageColor? background = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 8192);
        Size = size;
        DecodeOptions = new DecodeOptions
        {
            Channels = channels,
            ShorterSide = DecodedSizes * size,
            Background = background ?? ImageColor.White,
        };
    }

    /// <summary>The side of the square in pixels.</summary>
    public int Size { get; }

    /// <summary>1 (gray) or 3 (red, green, blue).</summary>
    public int Channels => DecodeOptions.Channels;

    /// <summary>
    /// How an image is decoded before this is applied: to twice the size at most. An image decoded in another way gives
    /// slightly other bytes.
    /// </summary>
    public DecodeOptions DecodeOptions { get; }

    /// <summary>Decodes a file and applies this.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Bytes [Size, Size, Channels].</returns>
    /// <exception cref="ImageDecodeException">It cannot be decoded; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public byte[] Load(string path) => Apply(ImageDecoder.Decode(path, DecodeOptions));

    /// <summary>Decodes a file's bytes and applies this.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">How errors name it; null where it has no name.</param>
    /// <returns>Bytes [Size, Size, Channels].</returns>
    /// <exception cref="ImageDecodeException">It cannot be decoded; the message says why.</exception>
    public byte[] Load(ReadOnlyMemory<byte> file, string? name = null) =>
        Apply(ImageDecoder.Decode(file, DecodeOptions, name));

    /// <summary>Applies this to an image that was decoded by <see cref="DecodeOptions"/>.</summary>
    /// <param name="image">The image, of as many channels as this has.</param>
    /// <returns>Bytes [Size, Size, Channels].</returns>
    /// <exception cref="ArgumentException">The image has other channels.</exception>
    public byte[] Apply(DecodedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != Channels)
        {
            throw new ArgumentException(
                $"The image has {image.Channels} channels, the transform {Channels}.",
                nameof(image)
            );
        }

        var result = new byte[Size * Size * Channels];
        Apply(image.Pixels, image.Width, image.Height, result);
        return result;
    }

    /// <summary>Applies this to pixels that lie somewhere else, such as in a store.</summary>
    /// <param name="pixels">Bytes [height, width, Channels].</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="destination">Receives bytes [Size, Size, Channels].</param>
    /// <exception cref="ArgumentException">The bytes are not as many as the sizes say.</exception>
    public void Apply(ReadOnlySpan<byte> pixels, int width, int height, Memory<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height * Channels)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes are no {width} x {height} x {Channels}.",
                nameof(pixels)
            );
        }

        if (destination.Length != Size * Size * Channels)
        {
            throw new ArgumentException(
                $"{destination.Length} bytes do not hold {Size} x {Size} x {Channels}.",
                nameof(destination)
            );
        }

        // Only what the square shows is computed: a long, narrow image would become huge.
        var (newWidth, newHeight) = ImageSize.Scaled(width, height, Size);
        var resampler = new Resampler(
            new AxisTaps(width, width, newWidth, Middle(newWidth), Size),
            new AxisTaps(height, height, newHeight, Middle(newHeight), Size),
            width,
            Channels,
            destination
        );
        var stride = width * Channels;
        for (var y = 0; y < height && !resampler.IsDone; y++)
        {
            pixels.Slice(y * stride, stride).CopyTo(resampler.NextRow);
            resampler.Add();
        }
    }

    /// <summary>
    /// Where the square begins: half the rest, a half rounded to the even neighbor as torchvision does.
    /// </summary>
    private int Middle(int side) => (int)Math.Round((side - Size) / 2.0, MidpointRounding.ToEven);
}
