// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Width = 768, Pooling = TokenPooling.Mean)]
public partial class Network;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.67)]
[RandomHorizontalFlip]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class Views;

[L1ReconstructionLoss]
public partial class Pixels;

[SimMim(MaskSize = 32, Encoder = typeof(Network), Views = typeof(Views), Loss = typeof(Pixels))]
[Training(Epochs = 800, BatchSize = 2048)]
[AdamW(LearningRate = 5e-5, Scaling = LearningRateScaling.Linear, WeightDecay = 0.05)]
[CosineSchedule(WarmupEpochs = 10)]
public partial class Experiment;
