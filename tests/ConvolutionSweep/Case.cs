using System.Globalization;
using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>One convolution to try.</summary>
/// <param name="Kernel">Its height and width in pixels.</param>
/// <param name="Stride">Pixels from one place of the kernel to the next.</param>
/// <param name="Padding">Zeros on every side of the maps.</param>
/// <param name="InputChannels">Channels of the maps.</param>
/// <param name="OutputChannels">Channels of the result.</param>
/// <param name="Side">Height and width of the maps.</param>
/// <param name="Batch">Number of maps.</param>
/// <param name="ChannelsLast">Memory order of the maps, of their gradients and of the weights: [N, H, W, C] or [N, C,
/// H, W].</param>
/// <param name="IsFirst">Whether this is a network's first layer, which needs no gradient of its input.</param>
/// <param name="Type">float32 or bfloat16.</param>
internal sealed record Case(
    (int Height, int Width) Kernel,
    int Stride,
    int Padding,
    int InputChannels,
    int OutputChannels,
    int Side,
    int Batch,
    bool ChannelsLast,
    bool IsFirst,
    ScalarType Type
)
{
    /// <summary>Multiplications and additions of the forward pass.</summary>
    internal double Work =>
        2.0
        * Batch
        * InputChannels
        * OutputChannels
        * Kernel.Height
        * Kernel.Width
        * OutputSide(Kernel.Height)
        * OutputSide(Kernel.Width);

    /// <summary>Whether the kernel fits into the maps.</summary>
    internal bool Fits => OutputSide(Math.Max(Kernel.Height, Kernel.Width)) >= 1;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kernel.Height}x{Kernel.Width} stride {Stride}, {InputChannels} to {OutputChannels} channels, {Side} px, "
                + $"batch {Batch}, {(ChannelsLast ? "NHWC" : "NCHW")}{(IsFirst ? ", first layer" : "")}, {Type}"
        );

    private int OutputSide(int kernel) =>
        Side + (2 * Padding) < kernel ? 0 : ((Side + (2 * Padding) - kernel) / Stride) + 1;
}
