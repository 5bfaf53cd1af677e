using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>Whether an encoder can take the images that were opened.</summary>
internal static class ImageFit
{
    /// <exception cref="InputException">
    /// The images have another size or number of channels than the encoder takes.
    /// </exception>
    internal static void Require(ExperimentModel model, string path)
    {
        var (encoder, images) = (model.Encoder, model.Images!);
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
}
