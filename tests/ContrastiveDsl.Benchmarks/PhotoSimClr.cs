namespace ContrastiveDsl.Benchmarks;

/// <summary>ResNet-18 at 64 pixels, as one would train it on a folder of photos.</summary>
[SimClr(
    Encoder = typeof(PhotoEncoder),
    Projector = typeof(PhotoProjector),
    Views = typeof(PhotoViews),
    Loss = typeof(PhotoLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3)]
public partial class PhotoSimClr;

/// <summary>ResNet-18.</summary>
[Encoder(Backbone.ResNet18, ImageSize = 64, Stem = Stem.Small)]
public partial class PhotoEncoder;

/// <summary>The head.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class PhotoProjector;

/// <summary>The views.</summary>
[AugmentationFamily]
[RandomResizedCrop]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1, Probability = 0.8)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class PhotoViews;

/// <summary>The loss.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class PhotoLoss;
