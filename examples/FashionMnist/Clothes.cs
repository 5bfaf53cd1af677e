using ContrastiveDsl;

namespace FashionMnist;

/// <summary>A small residual network for images of 28×28 pixels and one channel.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[GlobalAveragePool]
public partial class ClothesEncoder;

/// <summary>What the loss sees of the features.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class ClothesProjector;

/// <summary>
/// What must not matter: position, side, brightness, contrast, sharpness. Without the jitter, brightness alone would
/// give pairs away.
/// </summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
[GaussianBlur(Kernel = 3, Probability = 0.5)]
[Normalize(0.2860, 0.3530)]
public partial class ClothesViews;

/// <summary>NT-Xent at a temperature that suits short runs.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class ClothesLoss;

/// <summary>SimCLR on Fashion-MNIST: five epochs of the first 20,000 images beat raw pixels in kNN.</summary>
[SimClr(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(ClothesLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSimClr;

/// <summary>MoCo v1's head: a single linear layer.</summary>
[ProjectionHead(Layers = 1, Output = 64)]
public partial class LinearProjector;

/// <summary>MoCo v2's head: one hidden layer, nothing normalized.</summary>
[ProjectionHead(Hidden = 256, Output = 64, Norm = Norm.None)]
public partial class PlainProjector;

/// <summary>The loss of MoCo, at the temperature of the authors' demo on small images.</summary>
[InfoNceLoss(Temperature = 0.1)]
public partial class QueueLoss;

/// <summary>MoCo v1 on Fashion-MNIST: a queue of 4,096 keys, each view once query and once key.</summary>
[MoCo(
    Version = 1,
    Symmetric = true,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(LinearProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(QueueLoss)
)]
[MomentumEncoder(Momentum = 0.99)]
[NegativeQueue(Size = 4096)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesMoCoV1;

/// <summary>MoCo v2 on Fashion-MNIST: the same with a hidden layer in its head.</summary>
[MoCo(
    Version = 2,
    Symmetric = true,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(PlainProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(QueueLoss)
)]
[MomentumEncoder(Momentum = 0.99)]
[NegativeQueue(Size = 4096)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesMoCoV2;

/// <summary>
/// A projector as MoCo v3's: no biases, and its output normalized without scale and shift, which makes short runs of
/// all methods with a predictor sure-footed.
/// </summary>
[ProjectionHead(Hidden = 256, Output = 64, OutputNorm = Norm.Batch, OutputAffine = false)]
public partial class NormalizedProjector;

/// <summary>What predicts one view's projection from the other's.</summary>
[PredictionHead(Hidden = 256, Output = 64)]
public partial class ClothesPredictor;

/// <summary>The contrast of MoCo v3.</summary>
[MoCoV3Loss(Temperature = 0.2)]
public partial class BatchContrast;

/// <summary>MoCo v3 on Fashion-MNIST.</summary>
[MoCoV3(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(NormalizedProjector),
    Predictor = typeof(ClothesPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(BatchContrast)
)]
[MomentumEncoder(Momentum = 0.99)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesMoCoV3;

/// <summary>The loss of BYOL.</summary>
[ByolLoss]
public partial class TargetLoss;

/// <summary>BYOL on Fashion-MNIST: in a run of minutes the target must follow faster than in one of days.</summary>
[Byol(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(NormalizedProjector),
    Predictor = typeof(ClothesPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(TargetLoss)
)]
[MomentumEncoder(Momentum = 0.95)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesByol;

/// <summary>SimSiam's projector for small images: two layers, wide, its output normalized.</summary>
[ProjectionHead(Hidden = 256, Output = 256, OutputNorm = Norm.Batch, OutputAffine = false)]
public partial class WideProjector;

/// <summary>SimSiam's predictor: a bottleneck of a quarter.</summary>
[PredictionHead(Hidden = 64, Output = 256)]
public partial class BottleneckPredictor;

/// <summary>The loss of SimSiam.</summary>
[NegativeCosineLoss]
public partial class CosineLoss;

/// <summary>SimSiam on Fashion-MNIST.</summary>
[SimSiam(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(BottleneckPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(CosineLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 2e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSimSiam;

/// <summary>
/// RAFT's predictor: a single linear layer, for which the authors prove that RAFT does what BYOL does.
/// </summary>
[PredictionHead(Layers = 1, Output = 64)]
public partial class LinearPredictor;

/// <summary>
/// The loss of RAFT. With equal weights running away is learned first, and a short run gets no further.
/// </summary>
[RaftLoss(Alignment = 4)]
public partial class RunAwayLoss;

/// <summary>RAFT on Fashion-MNIST.</summary>
[Raft(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(NormalizedProjector),
    Predictor = typeof(LinearPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(RunAwayLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesRaft;

/// <summary>The loss of supervised contrast.</summary>
[SupConLoss(Temperature = 0.3)]
public partial class LabelLoss;

/// <summary>Weaker views: what must not matter, labels say better than chance.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.7)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.3, Contrast = 0.3, Probability = 0.8)]
[Normalize(0.2860, 0.3530)]
public partial class LabelViews;

/// <summary>SupCon on Fashion-MNIST: the labels say which images belong together.</summary>
[SupCon(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(LabelViews),
    Loss = typeof(LabelLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSupCon;

/// <summary>InfoNCE among the keys of the batch, in both directions.</summary>
[BatchInfoNceLoss(Temperature = 0.2, Symmetric = true)]
public partial class BothWaysLoss;

/// <summary>End-to-end contrast on Fashion-MNIST: two encoders, both trained.</summary>
[EndToEnd(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(BothWaysLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesEndToEnd;

/// <summary>The pairwise contrastive loss.</summary>
[PairwiseContrastiveLoss(Margin = 1)]
public partial class PairLoss;

/// <summary>
/// Siamese networks on Fashion-MNIST: views of one image are similar pairs, all others dissimilar ones.
/// </summary>
[Siamese(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(PairLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSiamese;

/// <summary>A linear head whose output is centered: entries of a bank must not all point the same way.</summary>
[ProjectionHead(Layers = 1, Output = 64, OutputNorm = Norm.Batch, OutputAffine = false)]
public partial class CenteredProjector;

/// <summary>The softmax over a memory bank.</summary>
[MemorySoftmaxLoss(Temperature = 0.2)]
public partial class BankLoss;

/// <summary>
/// Instance discrimination on Fashion-MNIST: one view an image, compared with the entries of all others. In a run of
/// minutes an entry is seen five times, so it begins as an embedding and is replaced, not averaged.
/// </summary>
[InstanceDiscrimination(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(CenteredProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(BankLoss)
)]
[MemoryBank(Negatives = 0, Momentum = 0, Fill = true)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesInstanceDiscrimination;

/// <summary>What must not matter of a patch.</summary>
[AugmentationFamily]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Probability = 0.8)]
[Normalize(0.2860, 0.3530)]
public partial class PatchViews;

/// <summary>The head of the jigsaw's four patches.</summary>
[PatchHead(Patches = 4, Output = 64, OutputNorm = Norm.Batch, OutputAffine = false)]
public partial class JigsawHead;

/// <summary>
/// PIRL on Fashion-MNIST: nine cells of 28 pixels would leave patches without a shape in them, so the jigsaw has four.
/// </summary>
[Pirl(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(CenteredProjector),
    PatchHead = typeof(JigsawHead),
    Views = typeof(ClothesViews),
    PatchViews = typeof(PatchViews),
    Loss = typeof(BankLoss)
)]
[Jigsaw(Grid = 2, Cell = 14, Jitter = 2)]
[MemoryBank(Negatives = 0, Momentum = 0, Fill = true)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 2e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesPirl;

/// <summary>InfoNCE among all patches of the batch.</summary>
[BatchInfoNceLoss(Temperature = 0.1)]
public partial class PatchLoss;

/// <summary>CPC on Fashion-MNIST: sixteen overlapping patches of 10 pixels.</summary>
[Cpc(
    Patch = 10,
    Stride = 6,
    Steps = 2,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(LinearProjector),
    Views = typeof(PatchViews),
    Loss = typeof(PatchLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesCpc;
