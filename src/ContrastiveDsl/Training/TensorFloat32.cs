using TorchSharp;

namespace ContrastiveDsl.Training;

/// <summary>
/// Whether CUDA may round the factors of convolutions and matrix products to TensorFloat-32. Switches of the whole
/// process, which Torch by itself has on for convolutions and off for products.
/// </summary>
internal sealed class TensorFloat32 : IDisposable
{
    private readonly bool convolutions = torch.backends.cudnn.allow_tf32;
    private readonly bool products = torch.backends.cuda.matmul.allow_tf32;

    private TensorFloat32(bool isAllowed) => Set(isAllowed, isAllowed);

    /// <summary>Switches it on for a run that names it, off for any other, until the result is disposed of.</summary>
    /// <param name="precision">What the run's declaration names.</param>
    internal static TensorFloat32 Use(Precision precision) => new(precision == Precision.TensorFloat32);

    /// <summary>Switches it off for good: what is computed beside trainings is float32.</summary>
    internal static void Forbid() => Set(false, false);

    /// <summary>As it was before.</summary>
    public void Dispose() => Set(convolutions, products);

    private static void Set(bool convolutions, bool products)
    {
        torch.backends.cudnn.allow_tf32 = convolutions;
        torch.backends.cuda.matmul.allow_tf32 = products;
    }
}
