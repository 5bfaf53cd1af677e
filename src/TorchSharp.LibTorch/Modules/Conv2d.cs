namespace TorchSharp.Modules;

/// <summary>A convolution over [N, C, H, W].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, false, [0, 0], groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros && padding is null)
        {
            throw new NotSupportedException($"Padding mode {padding_mode} needs paddings in numbers on this backend, not Padding.{padding_type}.");
        }
    }

    public override Tensor forward(Tensor input)
    {
        if (padding is null)
        {
            return nn.functional.conv2d_padding(input, weight, bias, stride, padding_type!.Value, dilation, groups);
        }
        if (padding_mode == PaddingModes.Zeros)
        {
            return nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        }
        using var padded = nn.functional.pad(input, [padding[1], padding[1], padding[0], padding[0]], padding_mode);
        return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }
}
