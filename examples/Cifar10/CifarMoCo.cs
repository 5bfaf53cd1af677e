using ContrastiveDsl;

namespace Cifar10;

/// <summary>
/// ResNet-18 with a small stem. Its batch normalizations see eight parts of the batch apart, as on eight devices, so
/// that shuffled keys cannot be told by the statistics of their batch.
/// </summary>
[Encoder(Backbone.ResNet18, Stem = Stem.Small, Channels = 3, ImageSize = 32)]
[SplitBatchNorm(8)]
public partial class SplitResNet;

/// <summary>A linear layer to 128.</summary>
[ProjectionHead(HeadPreset.MoCoV1)]
public partial class LinearProjector;

/// <summary>The demo's views: crop, flip, jitter, gray; no blur.</summary>
[AugmentationFamily(ViewsPreset.MoCoCifar10)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010])]
public partial class DemoViews;

/// <summary>InfoNCE with the queue at τ = 0.1.</summary>
[InfoNceLoss(Temperature = 0.1)]
public partial class DemoLoss;

/// <summary>
/// MoCo's CIFAR-10 demo: one view asks, the other answers. Its authors report 82.6 % by nearest neighbors after 200
/// epochs, 86.3 % after 400.
/// </summary>
[MoCo(
    Version = 1,
    Encoder = typeof(SplitResNet),
    Projector = typeof(LinearProjector),
    Views = typeof(DemoViews),
    Loss = typeof(DemoLoss)
)]
[Recipe(PaperRecipe.MoCoCifar10)]
[Images(Count = 50_000, Classes = 10)]
public partial class CifarMoCo;

/// <summary>
/// The same with both views in both roles, at twice the cost: 85.3 % after 200 epochs, 88.5 % after 400.
/// </summary>
[MoCo(
    Version = 1,
    Symmetric = true,
    Encoder = typeof(SplitResNet),
    Projector = typeof(LinearProjector),
    Views = typeof(DemoViews),
    Loss = typeof(DemoLoss)
)]
[Recipe(PaperRecipe.MoCoCifar10)]
[Images(Count = 50_000, Classes = 10)]
public partial class CifarMoCoSymmetric;
