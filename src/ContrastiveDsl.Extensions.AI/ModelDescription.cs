using System.Globalization;

namespace ContrastiveDsl.Extensions.AI;

/// <summary>What an exported model takes and gives, as its metadata say.</summary>
/// <param name="Name">The experiment that trained it.</param>
/// <param name="Channels">Channels of the images, 1 or 3.</param>
/// <param name="ImageSize">Side of the images in pixels.</param>
/// <param name="Dimensions">Numbers of an embedding.</param>
/// <param name="Input">What a pixel is.</param>
/// <param name="Mean">The means by which a caller normalizes, one for each channel; zeros where the graph does.</param>
/// <param name="Deviation">The deviations likewise; ones where the graph does.</param>
internal sealed record ModelDescription(
    string Name,
    int Channels,
    int ImageSize,
    int Dimensions,
    PixelInput Input,
    float[] Mean,
    float[] Deviation
)
{
    /// <summary>Numbers of an image.</summary>
    internal int ImageLength => Channels * ImageSize * ImageSize;

    /// <summary>Reads a model's metadata.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="path">The model's file, for messages.</param>
    /// <exception cref="InvalidDataException">They are not those of an exported encoder.</exception>
    internal static ModelDescription Of(IReadOnlyDictionary<string, string> metadata, string path)
    {
        var channels = Number("channels", 1, 3);
        if (channels == 2)
        {
            throw Wrong("its images have 2 channels, where files have 1 or 3");
        }

        var input = Text("input") switch
        {
            "uint8" => PixelInput.Bytes,
            "float" => PixelInput.Unit,
            "normalized" => PixelInput.Normalized,
            var other => throw Wrong($"its input is '{other}', which this version does not know"),
        };
        var isCallers = input == PixelInput.Normalized && metadata.ContainsKey("mean");
        return new ModelDescription(
            Text("experiment"),
            channels,
            Number("image_size", 1, 8192),
            Number("feature_size", 1, 1 << 20),
            input,
            isCallers ? Numbers("mean") : new float[channels],
            isCallers ? Numbers("std") : [.. Enumerable.Repeat(1f, channels)]
        );

        string Text(string key) =>
            metadata.GetValueOrDefault(key)
            ?? throw Wrong(
                $"its metadata have no '{key}'; write it with the verb export of the program that trained it"
            );

        int Number(string key, int minimum, int maximum) =>
            int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
                ? number
                : throw Wrong($"'{key}' of its metadata is '{Text(key)}'");

        float[] Numbers(string key)
        {
            var parts = Text(key).Split(',', StringSplitOptions.TrimEntries);
            var numbers = parts
                .Select(part =>
                    float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : float.NaN
                )
                .ToArray();
            return numbers.Length == channels && numbers.All(float.IsFinite)
                ? numbers
                : throw Wrong($"'{key}' of its metadata is '{Text(key)}'");
        }

        InvalidDataException Wrong(string reason) => new($"'{path}' is no exported encoder: {reason}.");
    }
}

/// <summary>What a pixel of a model's input is.</summary>
internal enum PixelInput
{
    /// <summary>A byte, the channels of a pixel together: [N, S, S, C].</summary>
    Bytes,

    /// <summary>A float32 from 0 to 1, channel by channel: [N, C, S, S].</summary>
    Unit,

    /// <summary>The same, less the channel's mean and divided by its deviation.</summary>
    Normalized,
}
