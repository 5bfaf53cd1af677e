using ContrastiveDsl.Images;

namespace ContrastiveDsl.Extensions.AI;

/// <summary>How an exported encoder is run.</summary>
public sealed record ImageEncoderOptions
{
    /// <summary>
    /// Threads of one run of the network, at least 1; null for as many as the processor has cores. A service that
    /// answers many requests at once is quicker with 1.
    /// </summary>
    public int? Threads
    {
        get;
        init =>
            field = value is null or >= 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A run has at least one thread.");
    }

    /// <summary>Images that go through the network at once, at least 1; a longer list is cut. Default 32.</summary>
    public int BatchSize
    {
        get;
        init =>
            field =
                value >= 1
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch has at least one image.");
    } = 32;

    /// <summary>What shows through where an image is transparent, as in training. Default white.</summary>
    public ImageColor Background { get; init; } = ImageColor.White;
}
