namespace ContrastiveDsl.Extensions.AI.Tests;

/// <summary>A small encoder of colored images.</summary>
[Encoder(Channels = 3, ImageSize = 16)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32, Stride = 2)]
[GlobalAveragePool]
internal partial class TinyEncoder;

[ProjectionHead(Hidden = 16, Output = 8)]
internal partial class TinyProjector;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize([0.4, 0.5, 0.6], [0.2, 0.3, 0.4])]
internal partial class TinyViews;

[NtXentLoss]
internal partial class TinyLoss;

[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 8, Seed = 5)]
[Adam]
internal partial class Tiny;
