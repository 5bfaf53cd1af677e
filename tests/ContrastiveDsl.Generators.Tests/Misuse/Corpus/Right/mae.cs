// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Width = 768, Positions = Positions.SinCos, Pooling = TokenPooling.Mean)]
public partial class Network;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.2)]
[RandomHorizontalFlip]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class Views;

[ReconstructionLoss]
public partial class Pixels;

[Mae(Encoder = typeof(Network), Views = typeof(Views), Loss = typeof(Pixels))]
[Training(Epochs = 800, BatchSize = 4096)]
[AdamW(LearningRate = 1.5e-4, Scaling = LearningRateScaling.Linear, WeightDecay = 0.05, Beta2 = 0.95)]
[CosineSchedule(WarmupEpochs = 40)]
public partial class Experiment;
