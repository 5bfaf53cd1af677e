using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A convolution of each channel by a kernel of its own, right on every processor, with the parameters and the first
/// weights of a torch.nn.Conv2d whose groups are its channels: [N, C, H, W] to [N, C, H, W].
/// </summary>
/// <remarks>
/// Zeros around the maps keep their size. As <see cref="Convolution2d"/> it runs on maps in memory order [N, H, W, C]
/// on a CPU, where oneDNN is right with two channels or more.
/// </remarks>
public sealed class DepthwiseConvolution2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly int channels;
    private readonly int kernel;

    /// <summary>A convolution with random weights.</summary>
    /// <param name="channels">C, at least 2: of a single channel it would be an ordinary convolution.</param>
    /// <param name="kernel">Side of the kernels in pixels, an odd number.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are too few channels, or the kernel has no pixel in its middle.
    /// </exception>
    public DepthwiseConvolution2d(int channels, int kernel)
        : base(nameof(DepthwiseConvolution2d))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel % 2, 1, nameof(kernel));
        this.channels = channels;
        this.kernel = kernel;

        // torch.nn.Conv2d's first weights, drawn in its order.
        weight = Initialization.Own(empty(channels, 1, kernel, kernel));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        register_parameter(nameof(weight), weight);
        bias = Initialization.Own(empty(channels));
        nn.init.uniform_(bias, -1.0 / kernel, 1.0 / kernel);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>[C, 1, kernel, kernel].</summary>
    public Parameter Weight => weight;

    /// <summary>[C].</summary>
    public Parameter Bias => bias;

    /// <summary>Convolves maps.</summary>
    /// <param name="input">[N, C, H, W] in any memory order, with the weights' type and device.</param>
    /// <returns>[N, C, H, W], on a CPU in memory order [N, H, W, C].</returns>
    /// <exception cref="ArgumentException">The maps have other channels.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.size(1) != channels)
        {
            throw new ArgumentException(
                $"A depthwise convolution of {channels} channels takes maps [N, {channels}, H, W], "
                    + $"but got [{string.Join(", ", input.shape)}].",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();
        var (weights, shift) = (ComputeWeights.Of(weight), ComputeWeights.Of(bias));
        var maps = ComputeWeights.Fit(input, weights);
        if (maps.device_type == DeviceType.CPU)
        {
            maps = maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        }

        long[] padding = [kernel / 2, kernel / 2];
        var output = nn.functional.conv2d(maps, weights, shift, padding: padding, groups: channels);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }
}
