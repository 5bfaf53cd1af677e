using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>Whether an encoder can take the images that were opened.</summary>
internal static class ImageFit
{
    /// <summary>Colors and transparency; more channels have only images of few fields.</summary>
    private const int MostChannels = 4;

    /// <exception cref="InputException">
    /// The images have another size or number of channels than the encoder takes.
    /// </exception>
    internal static void Require(ExperimentModel model, string path)
    {
        var (encoder, images) = (model.Encoder, model.Images!);
        if (AxesProblem((images.Channels, images.Height, images.Width), encoder.Channels) is { } problem)
        {
            throw new InputException($"The images in '{path}' {problem}");
        }

        if (images.Channels != encoder.Channels)
        {
            throw new InputException(
                $"The images in '{path}' have {Say.Plural(images.Channels, "channel")}, but '{encoder.Type.Name}' takes {encoder.Channels}: set Channels = {images.Channels} on it."
            );
        }

        // Views are resized by the crop, but what the encoder embeds after training are the images as they are.
        // Those of a folder are brought to the encoder's size, whatever theirs is.
        var areOfOneSize = images.Height > 0;
        if (areOfOneSize && (images.Height != encoder.ImageSize || images.Width != encoder.ImageSize))
        {
            throw new InputException(
                $"The images in '{path}' have {images.Height}×{images.Width} pixels, but '{encoder.Type.Name}' takes {encoder.ImageSize}×{encoder.ImageSize}: "
                    + (
                        images.Height == images.Width
                            ? $"set ImageSize = {images.Height} on it."
                            : "only square images can be trained on."
                    )
            );
        }
    }

    /// <summary>
    /// What to say of images that only make sense as N×C×H×W, the axes of Torch: rows as few as an image has channels,
    /// and as many channels as columns. Null for all others.
    /// </summary>
    /// <param name="images">Channels, height and width as they were read.</param>
    /// <param name="channels">Channels that the encoder takes.</param>
    internal static string? AxesProblem((int Channels, int Height, int Width) images, int channels) =>
        (images.Height is >= 1 and <= MostChannels || images.Height == channels)
        && images.Width == images.Channels
        && images.Width > images.Height
            ? $"are N×{images.Height}×{images.Width}×{images.Channels}, which looks like N×C×H×W; the axes of a .npy file are N×H×W×C, or N×H×W for gray: save images.transpose(0, 2, 3, 1)."
            : null;
}
