using ContrastiveDsl;

// Not the name of the project: a namespace Photos would hide the class Photos in it.
namespace OwnImages;

/// <summary>
/// Maps an image to 256 numbers: a small residual network, quick enough for a processor. On a GPU take a larger one in
/// its place: [Encoder(Backbone.ResNet18, ImageSize = 224)] and no layers.
/// </summary>
[Encoder(Channels = 3, ImageSize = IMAGE_SIZE)]
[Conv(32, 3, Stride = 2)]
[BatchNorm]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[BasicBlock(256, Stride = 2)]
[GlobalAveragePool]
public partial class PhotoEncoder;

/// <summary>What the loss compares; of use in training only.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class PhotoProjector;

/// <summary>
/// What must not matter about an image: two views that differ in all of this are to be embedded alike. Leave out what
/// does matter to you, such as color.
/// </summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.2)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1, Probability = 0.8)]
[RandomGrayscale(Probability = 0.2)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class PhotoViews;

/// <summary>NT-Xent, the loss of SimCLR.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class PhotoLoss;

/// <summary>SimCLR: two views of an image attract, those of all other images of the batch repel.</summary>
[SimClr(
    Encoder = typeof(PhotoEncoder),
    Projector = typeof(PhotoProjector),
    Views = typeof(PhotoViews),
    Loss = typeof(PhotoLoss)
)]
[Training(Epochs = 20, BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class Photos;
