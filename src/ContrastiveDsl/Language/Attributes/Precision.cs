namespace ContrastiveDsl;

/// <summary>The type in which a training computes.</summary>
public enum Precision
{
    /// <summary>Everything in float32, on GPUs too, where Torch by itself lets convolutions round.</summary>
    Float32,

    /// <summary>
    /// Convolutions, matrix products and activations in bfloat16, which has float32's range and 8 bits of its digits.
    /// Weights, their gradients' sums, optimizer, momentum encoder and checkpoints, statistics of normalizations, the
    /// last layer of heads, similarities and losses stay float32. For processors with AVX512_BF16 or AMX and for GPUs
    /// with bfloat16, where it is faster; it needs encoders and heads made of the library's layers.
    /// </summary>
    BFloat16,

    /// <summary>
    /// Float32, of which an NVIDIA GPU from Ampere on rounds the factors of convolutions and matrix products to
    /// TensorFloat-32: float32's range and 11 bits of its digits, sums in float32. Similarities and losses are such
    /// products too. Processors and older GPUs compute as with <see cref="Float32"/>.
    /// </summary>
    TensorFloat32,
}
