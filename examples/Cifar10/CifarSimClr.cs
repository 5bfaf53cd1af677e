using ContrastiveDsl;

namespace Cifar10;

/// <summary>ResNet-18 with a small stem, whose batch normalizations see the whole batch, both views of it.</summary>
[Encoder(Backbone.ResNet18, Stem = Stem.Small, Channels = 3, ImageSize = 32)]
public partial class SmallResNet;

/// <summary>SimCLR's head: as wide as the features, then 128.</summary>
[ProjectionHead(HeadPreset.SimClrV1)]
public partial class NonlinearProjector;

/// <summary>SimCLR's views of small images: jitter at half strength, no blur.</summary>
[AugmentationFamily(ViewsPreset.SimClrCifar10)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010])]
public partial class SmallViews;

/// <summary>NT-Xent at τ = 0.5.</summary>
[NtXentLoss(Temperature = 0.5)]
public partial class SmallLoss;

/// <summary>
/// SimCLR's CIFAR-10 row, cut to 100 of its 1000 epochs: 83.2 ± 0.2 % by nearest neighbors and 85.6 ± 0.2 % by a linear
/// probe are to be expected.
/// </summary>
[SimClr(
    Encoder = typeof(SmallResNet),
    Projector = typeof(NonlinearProjector),
    Views = typeof(SmallViews),
    Loss = typeof(SmallLoss)
)]
[Recipe(PaperRecipe.SimClrCifar10)]
[Images(Count = 50_000, Classes = 10)]
[Training(Epochs = 100)]
public partial class CifarSimClr;
