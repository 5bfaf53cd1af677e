namespace ContrastiveDsl.Language;

/// <summary>
/// A block of a ConvNeXt: a 7×7 convolution of each channel by itself, then, pixel by pixel, a layer normalization and
/// a perceptron four times as wide as the map, scaled channel by channel beside a shortcut.
/// </summary>
internal sealed record ConvNeXtBlockLayer : Layer
{
    /// <summary>Side of its kernels in pixels.</summary>
    public const int Kernel = 7;

    /// <summary>Hidden size of its perceptron over the channels.</summary>
    public const int Expansion = 4;

    /// <summary>What its normalization adds to the variance.</summary>
    public const double Epsilon = 1e-6;

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <summary>Its perceptron is of matrix products.</summary>
    public override bool Multiplies(FeatureShape input) => true;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long width = input.Channels;
        var (convolution, norm, scale) = ((Kernel * Kernel * width) + width, 2 * width, width);
        var perceptron = (2 * Expansion * width * width) + (Expansion * width) + width;
        return convolution + norm + perceptron + scale;
    }
}
