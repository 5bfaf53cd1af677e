using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

/// <summary>
/// Makes every parameter and buffer of a network a number that matters: a first weight of 1 or 0, or running statistics
/// that no training has moved, would hide that it is not used, or used for another.
/// </summary>
internal static class RandomState
{
    internal static void Fill(nn.Module module)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (key, value) in module.state_dict())
        {
            if (value.dtype != ScalarType.Float32)
            {
                continue;
            }

            if (key.EndsWith("running_var", StringComparison.Ordinal))
            {
                value.copy_(rand(value.shape).mul(1.5).add(0.5));
            }
            else if (key.EndsWith("running_mean", StringComparison.Ordinal) || IsBias(key))
            {
                value.copy_(randn(value.shape).mul(0.2));
            }
            else if (value.dim() == 1)
            {
                value.copy_(rand(value.shape).add(0.5));
            }
            else if (
                key.EndsWith("token", StringComparison.Ordinal) || key.EndsWith("embedding", StringComparison.Ordinal)
            )
            {
                value.copy_(randn(value.shape));
            }
        }
    }

    /// <summary>
    /// Images [N, C, S, S] in [0, 1], each with a brightness of its own: noise alone looks alike after pooling.
    /// </summary>
    internal static Tensor Images(int count, int channels, int side) =>
        rand(count, channels, side, side).mul(rand(count, channels, 1, 1));

    private static bool IsBias(string key) => key.EndsWith("bias", StringComparison.Ordinal);
}
