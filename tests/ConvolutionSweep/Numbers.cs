using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>What goes into a case, in its type.</summary>
internal sealed record Numbers(Tensor Input, Tensor Weight, Tensor Bias, ScalarType Type)
{
    internal static Numbers For(Case tried)
    {
        manual_seed(1);
        return new Numbers(
            randn(tried.Batch, tried.InputChannels, tried.Side, tried.Side).to(tried.Type),
            randn(tried.OutputChannels, tried.InputChannels, tried.Kernel.Height, tried.Kernel.Width).to(tried.Type),
            randn(tried.OutputChannels).to(tried.Type),
            tried.Type
        );
    }

    /// <summary>The loss's gradient by the output; the same numbers every time.</summary>
    internal Tensor Slope(long[] shape)
    {
        manual_seed(2);
        return randn(shape).to(Type);
    }
}
