using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>Which images of a batch are known to show the same.</summary>
internal static class SameClass
{
    /// <summary>
    /// [B, B] (bool) of labels [B]: true for an image with itself, and for two images of one label that is not
    /// negative.
    /// </summary>
    internal static Tensor Of(Tensor labels)
    {
        var own = torch.eye(labels.size(0), dtype: ScalarType.Bool, device: labels.device);
        var equal = labels.unsqueeze(0).eq(labels.unsqueeze(1));
        return equal.logical_and(labels.ge(0).unsqueeze(1)).logical_or(own);
    }
}
