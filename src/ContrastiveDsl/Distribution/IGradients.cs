using static TorchSharp.torch;

namespace ContrastiveDsl.Distribution;

/// <summary>Gradients that are added up over all processes.</summary>
public interface IGradients
{
    /// <summary>All of them, laid out in a few flat tensors, float32 or float64.</summary>
    IEnumerable<Tensor> FlatGradients { get; }
}
