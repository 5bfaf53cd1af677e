using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Both terms.</summary>
[DistillLoss]
public partial class TinyDistillLoss;

/// <summary>The features alone.</summary>
[DistillLoss(SimilarityWeight = 0)]
public partial class TinyFeatureLoss;

/// <summary>Images resized, and nothing else: each has one view.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 1, MinRatio = 1, MaxRatio = 1)]
[Normalize(0.2860, 0.3530)]
public partial class TinySameViews;

/// <summary>The loss as a user would write it.</summary>
[Loss]
public static partial class OwnDistillLoss
{
    /// <summary>The loss.</summary>
    public static Tensor Compute(Tensor embeddings, Tensor targets, Tensor queue) =>
        (embeddings - targets).square().mean();
}

/// <summary>A queue that is no multiple of the batch.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 160,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyDistill;

/// <summary>Without chance in the views, and without a queue.</summary>
[Distill(
    Teacher = "8.toy",
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinySameViews),
    Loss = typeof(TinyFeatureLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyFeatureDistill;

/// <summary>A custom loss.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 64,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(OwnDistillLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class OwnLossDistill;

/// <summary>What proves the loss of distillation.</summary>
internal sealed class DistillProof : MethodProof<DistillAttribute>
{
    /// <inheritdoc/>
    public override string? ClosedForms => "DistillTests";

    /// <summary>An image like none of the queue is pushed from all of it.</summary>
    public override int CountNegatives(ExperimentModel model)
    {
        var size = model.Queue!.Size;
        var (embeddings, targets, queue) = (
            Directions(Images, 0, size),
            Directions(Images, Images, size),
            Directions(size, 2 * Images, size)
        );
        Losses.Distill.Loss(embeddings, targets, queue.detach(), Temperature, 0.01, 1, 1).backward();
        return Repelled(embeddings, embeddings, targets, queue);
    }
}
