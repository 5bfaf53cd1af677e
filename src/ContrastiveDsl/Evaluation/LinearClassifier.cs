using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// A linear classifier of features. Its tensors belong to the dispose scope in which it was made.
/// </summary>
/// <param name="Weight">float32 [F, C].</param>
/// <param name="Bias">float32 [C].</param>
public sealed record LinearClassifier(Tensor Weight, Tensor Bias)
{
    /// <summary>C, the number of classes.</summary>
    public int Classes => (int)Bias.size(0);

    /// <summary>Logits [N, C] of features [N, F], in the current dispose scope.</summary>
    public Tensor Logits(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Bias.addmm(features, Weight);
    }

    /// <summary>The likeliest class of each row of features [N, F]: int64 [N], in the current dispose scope.</summary>
    public Tensor Predict(Tensor features)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Logits(features).argmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The share of images classified rightly, in [0, 1]. Waits for the device.</summary>
    public double Accuracy(FeatureSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        return (double)Predict(images.Features).eq(images.Labels).sum().ToInt64() / images.Count;
    }

    /// <summary>Hands its tensors to the scope around the current one.</summary>
    internal LinearClassifier MoveToOuterScope()
    {
        Weight.MoveToOuterDisposeScope();
        Bias.MoveToOuterDisposeScope();
        return this;
    }
}
