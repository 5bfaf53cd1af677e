using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>Compares tensors.</summary>
internal static class TensorComparison
{
    /// <summary>Whether all values are the same.</summary>
    public static bool IsSameAs(this Tensor tensor, Tensor other) => tensor.eq(other).all().item<bool>();
}
