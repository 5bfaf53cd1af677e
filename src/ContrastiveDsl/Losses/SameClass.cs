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
    internal static Tensor Of(Tensor labels) => Of(labels, 0, labels.size(0));

    /// <summary>Some rows of the same: [count, B].</summary>
    internal static Tensor Of(Tensor labels, long start, long count)
    {
        var places = torch.arange(labels.size(0), device: labels.device);
        var own = places.unsqueeze(0).eq(places.narrow(0, start, count).unsqueeze(1));
        var some = labels.narrow(0, start, count).unsqueeze(1);
        return labels.unsqueeze(0).eq(some).logical_and(some.ge(0)).logical_or(own);
    }
}
