using ContrastiveDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A convolution of maps that is right on every processor, with the parameters and the first weights of
/// torch.nn.Conv2d: [N, C, H, W] to [N, C', (H + 2·padding - kernel) / stride + 1, …], rounded down.
/// </summary>
/// <remarks>
/// oneDNN 3.7.1, which computes convolutions on the CPU inside libtorch 2.10, is silently wrong in some of them and
/// ends the process in others, above all on virtual machines that hide the sizes of the processor's caches. So on a CPU
/// a 1×1 convolution is a matrix product, and larger kernels run on maps and weights in memory order [N, H, W, C]; few
/// channels of bfloat16, or an odd number of them, in float32. On CUDA it is libtorch's convolution. May go when
/// libtorch has a oneDNN that passes the sweep of tests/ConvolutionSweep.
/// </remarks>
public sealed class Convolution2d : nn.Module<Tensor, Tensor>
{
    /// <summary>
    /// In bfloat16 oneDNN can be wrong with so many channels or fewer on either side, and reads past an odd last one.
    /// </summary>
    internal const int FewChannels = 8;

    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int inputChannels;
    private readonly int outputChannels;
    private readonly (int Height, int Width) kernel;
    private readonly int stride;
    private readonly (int Height, int Width) padding;

    /// <summary>A convolution with a square kernel, and with random weights.</summary>
    /// <param name="inputChannels">C, at least 1.</param>
    /// <param name="outputChannels">C', at least 1.</param>
    /// <param name="kernel">Side of the kernel in pixels, at least 1.</param>
    /// <param name="stride">Pixels from one place of the kernel to the next, at least 1.</param>
    /// <param name="padding">Zeros around the maps, in pixels; 0 or more.</param>
    /// <param name="bias">Whether a number per output channel is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    public Convolution2d(
        int inputChannels,
        int outputChannels,
        int kernel,
        int stride = 1,
        int padding = 0,
        bool bias = true
    )
        : this(inputChannels, outputChannels, (kernel, kernel), stride, (padding, padding), bias) { }

    /// <summary>A convolution with a rectangular kernel, and with random weights.</summary>
    /// <param name="inputChannels">C, at least 1.</param>
    /// <param name="outputChannels">C', at least 1.</param>
    /// <param name="kernel">Height and width of the kernel in pixels, at least 1 each.</param>
    /// <param name="stride">Pixels from one place of the kernel to the next, in both directions; at least 1.</param>
    /// <param name="padding">Zeros above and below, and left and right of the maps, in pixels; 0 or more.</param>
    /// <param name="bias">Whether a number per output channel is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its minimum.</exception>
    public Convolution2d(
        int inputChannels,
        int outputChannels,
        (int Height, int Width) kernel,
        int stride = 1,
        (int Height, int Width) padding = default,
        bool bias = true
    )
        : base(nameof(Convolution2d))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(kernel.Height, kernel.Width), 1, nameof(kernel));
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(padding.Height, padding.Width), 0, nameof(padding));
        this.inputChannels = inputChannels;
        this.outputChannels = outputChannels;
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;

        // torch.nn.Conv2d's first weights, drawn in its order.
        weight = Initialization.Own(empty(outputChannels, inputChannels, kernel.Height, kernel.Width));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        register_parameter(nameof(weight), weight);
        if (bias)
        {
            this.bias = Initialization.Own(empty(outputChannels));
            var bound = 1 / Math.Sqrt((double)inputChannels * kernel.Height * kernel.Width);
            nn.init.uniform_(this.bias, -bound, bound);
            register_parameter(nameof(bias), this.bias);
        }
    }

    /// <summary>[C', C, height, width].</summary>
    public Parameter Weight => weight;

    /// <summary>[C'], or null for a convolution without.</summary>
    public Parameter? Bias => bias;

    /// <summary>How convolutions are computed on a device, for the record of a run.</summary>
    /// <param name="device">The device.</param>
    public static string PathOn(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.type != DeviceType.CPU ? "conv2d of libtorch"
            : CacheSizes.AreTold ? "matrix product and channels-last, with cache sizes"
            : "matrix product and channels-last";
    }

    /// <summary>Convolves maps.</summary>
    /// <param name="input">[N, C, H, W] in any memory order, with the weights' type and device.</param>
    /// <returns>[N, C', H', W'], on a CPU in memory order [N, H', W', C'].</returns>
    /// <exception cref="ArgumentException">
    /// The maps have another shape, type or device, or are smaller than the kernel.
    /// </exception>
    public override Tensor forward(Tensor input)
    {
        Check(input);
        using var scope = NewDisposeScope();
        var (weights, shift) = (ComputeWeights.Of(weight), ComputeWeights.OfOptional(bias));
        if (input.device_type != DeviceType.CPU)
        {
            return Convolve(ComputeWeights.Fit(input, weights), weights, shift).MoveToOuterDisposeScope();
        }

        var output =
            kernel == (1, 1)
                ? Multiply(ComputeWeights.Fit(input, weights), weights, shift)
                : ConvolveChannelsLast(input, weights, shift);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }

    /// <summary>
    /// A 1×1 convolution as what it is: every pixel's channels times a matrix. A gradient of a product adds to the
    /// weight's view in place.
    /// </summary>
    private Tensor Multiply(Tensor input, Tensor weights, Tensor? shift)
    {
        var pixels = Padded(input).permute(0, 2, 3, 1);
        if (stride > 1)
        {
            pixels = pixels.slice(1, 0, pixels.size(1), stride).slice(2, 0, pixels.size(2), stride);
        }

        var (count, height, width) = (pixels.size(0), pixels.size(1), pixels.size(2));
        var rows = pixels.reshape(count * height * width, inputChannels);

        // Not matmul, whose errors end the process.
        var matrix = weights.view(outputChannels, inputChannels).t();
        var product = shift is null ? rows.mm(matrix) : shift.addmm(rows, matrix);
        return product.view(count, height, width, outputChannels).permute(0, 3, 1, 2);
    }

    private Tensor Padded(Tensor input)
    {
        long[] sides = [padding.Width, padding.Width, padding.Height, padding.Height];
        return padding == (0, 0) ? input : nn.functional.pad(input, sides, PaddingModes.Constant, 0);
    }

    private Tensor ConvolveChannelsLast(Tensor input, Tensor weights, Tensor? shift)
    {
        if (weights.dtype == ScalarType.BFloat16 && (IsFewOrOdd(inputChannels) || IsFewOrOdd(outputChannels)))
        {
            // The parameters, not their copies, which have lost digits.
            var single = ConvolveMaps(
                input.to(ScalarType.Float32),
                weight.to(ScalarType.Float32),
                bias?.to(ScalarType.Float32)
            );
            return single.to(ScalarType.BFloat16);
        }

        return ConvolveMaps(ComputeWeights.Fit(input, weights), weights, shift);
    }

    private static bool IsFewOrOdd(int channels) => channels <= FewChannels || channels % 2 == 1;

    private Tensor ConvolveMaps(Tensor input, Tensor weights, Tensor? shift)
    {
        // The memory order of one channel is both orders, and then the gradient of the maps can be wrong. A first layer
        // needs none.
        return inputChannels == 1 && input.requires_grad
            ? Convolve(ChannelsLast(TwoChannels(input)), ChannelsLast(TwoChannels(weights)), shift)
            : Convolve(ChannelsLast(input), ChannelsLast(weights), shift);
    }

    private Tensor Convolve(Tensor input, Tensor weights, Tensor? shift) =>
        nn.functional.conv2d(
            input,
            weights,
            shift,
            strides: [stride, stride],
            padding: [padding.Height, padding.Width]
        );

    /// <summary>
    /// The same numbers in memory order [N, H, W, C]; a view where they are so already, as a <c>ParameterSet</c> keeps
    /// weights.
    /// </summary>
    private static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>The same maps with a second channel, of zeros.</summary>
    private static Tensor TwoChannels(Tensor x) => nn.functional.pad(x, [0, 0, 0, 0, 0, 1], PaddingModes.Constant, 0);

    private void Check(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        if (shape.Length != 4 || shape[1] != inputChannels)
        {
            throw Wrong(
                $"A convolution of {inputChannels} channels takes maps [N, {inputChannels}, H, W], "
                    + $"but got [{string.Join(", ", shape)}]."
            );
        }

        if (shape[2] + (2 * padding.Height) < kernel.Height || shape[3] + (2 * padding.Width) < kernel.Width)
        {
            var padded = padding == (0, 0) ? "" : $" and a padding of {padding.Height}×{padding.Width}";
            throw Wrong(
                $"A kernel of {kernel.Height}×{kernel.Width} pixels does not fit into maps of "
                    + $"{shape[2]}×{shape[3]}{padded}."
            );
        }

        // Copies of the weights take maps of either type: they are cast.
        var fits = input.dtype == weight.dtype || input.dtype == ComputeWeights.TypeOf(weight);
        if (!fits || input.device_type != weight.device_type)
        {
            throw Wrong(
                $"The maps are {input.dtype} on {input.device}, but the convolution's weights are {weight.dtype} on "
                    + $"{weight.device}: bring both to one type and device."
            );
        }
    }

    private static ArgumentException Wrong(string message) => new(message, "input");
}
