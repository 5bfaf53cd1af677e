namespace ContrastiveDsl.Hosting;

/// <summary>What is said of the type in which a training computes.</summary>
internal static class PrecisionText
{
    private const string InBFloat16 = "bfloat16 for convolutions, products and activations";

    /// <summary>What is computed in it; null for float32, of which nothing is to be said.</summary>
    internal static string? Of(Precision precision) =>
        precision switch
        {
            Precision.BFloat16 => $"{InBFloat16}; float32 for weights, statistics, last layers and loss",
            Precision.TensorFloat32 =>
                "float32; NVIDIA GPUs from Ampere on round the factors of convolutions and products to TensorFloat-32",
            _ => null,
        };

    /// <summary>The same in a few words, for the header of a run.</summary>
    internal static string? InShort(Precision precision) =>
        precision switch
        {
            Precision.BFloat16 => $"{InBFloat16}; else float32",
            Precision.TensorFloat32 => "TensorFloat-32 for convolutions and products from Ampere on",
            _ => null,
        };
}
