// expect: warning CDSL0008 at line 16
// expect: warning CDSL0008 at line 20

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 32, Depth = 2, Heads = 4, Mlp = 64)]
public partial class Network;

[AugmentationFamily] [RandomResizedCrop]
public partial class Views;

[ReconstructionLoss]
public partial class PixelLoss;

[Mae(Encoder = typeof(Network), Projector = typeof(First), Views = typeof(Views), Loss = typeof(PixelLoss))]
[AdamW(LearningRate = 0.001)]
public partial class First;

[Mae(Encoder = typeof(Network), Projector = typeof(First), Views = typeof(Views), Loss = typeof(PixelLoss))]
[AdamW(LearningRate = 0.001)]
public partial class Second;
