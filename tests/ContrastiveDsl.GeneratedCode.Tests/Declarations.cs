using ContrastiveDsl.Augmentation;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

[Encoder(Backbone.ResNet18, Stem = Stem.Small, Width = 8)]
internal partial class SmallResNet18;

[Encoder(Backbone.ResNet34, Width = 8, ImageSize = 64, Norm = Norm.Group, Groups = 4)]
internal partial class GroupResNet34;

[Encoder(Backbone.ResNet50, Width = 8, Channels = 1, ImageSize = 33, ZeroInitResidual = true)]
internal partial class GrayResNet50;

[Encoder(Backbone.ResNet101, Stem = Stem.Small, Width = 4, ImageSize = 16, Norm = Norm.None)]
internal partial class BareResNet101;

[Encoder(Backbone.ConvNeXtTiny, Stem = Stem.Small, Width = 4, Channels = 1, ImageSize = 16)]
internal partial class GrayConvNeXt;

[Encoder(Channels = 3, ImageSize = 16, Norm = Norm.Layer)]
[Relu]
[Conv(8, 3, Stride = 2, Bias = true)]
[BatchNorm(Affine = false)]
[Relu]
[MaxPool(2)]
[Conv(8, 1)]
[GroupNorm(2)]
[Dropout(0.5)]
[Relu]
[Relu]
[Bottleneck(16)]
[Relu]
[LayerNorm]
[Flatten]
[Linear(12, Bias = false)]
[LayerNorm]
[Relu]
[Linear(10)]
internal partial class EveryLayer;

[Encoder(Channels = 1, ImageSize = 8)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
internal partial class StripesEncoder;

[Encoder(Channels = 1, ImageSize = 8)]
[SplitBatchNorm(4)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
internal partial class SplitStripesEncoder;

[ProjectionHead(Hidden = 16, Output = 8)]
internal partial class StripesProjector;

[ProjectionHead(Input = 16, Output = 8, Layers = 3, OutputNorm = Norm.Batch, OutputAffine = false)]
internal partial class StatedProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.6)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4)]
[Normalize(0.4, 0.25)]
internal partial class StripesViews;

[AugmentationFamily]
[RandomHorizontalFlip]
internal partial class PlainViews;

[AugmentationFamily]
[RandomResizedCrop(Size = 12)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Hue = 0.1)]
[RandomGrayscale]
[GaussianBlur(Kernel = 3)]
[Solarize]
[Posterize]
[Sharpness]
[AutoContrast]
[RandomPhotometric]
[Transform(typeof(Fade))]
[Normalize(new[] { 0.5, 0.4, 0.3 }, new[] { 0.2, 0.2, 0.2 })]
internal partial class EveryStep;

[Transform(Draws = 2)]
internal static partial class Fade
{
    public static Tensor Apply(Tensor images, TransformDraws draws) =>
        images.mul(draws.Uniform(1, 0.5, 1).view(-1, 1, 1, 1));
}

[NtXentLoss(Temperature = 0.2)]
internal partial class StripesLoss;

[Loss]
internal static partial class Apart
{
    public static Tensor Compute(Tensor z0, Tensor z1) => Losses.NtXent.Loss(z0, z1, 0.5);
}

[Encoder(Channels = 1, ImageSize = 8, Features = 64)]
internal sealed partial class CustomEncoder : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear = nn.Linear(64, 64);

    public CustomEncoder()
        : base(nameof(CustomEncoder)) => RegisterComponents();

    public override Tensor forward(Tensor input) => linear.call(input.flatten(1));
}

[ProjectionHead(Output = 4)]
internal sealed partial class CustomProjector : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear;

    public CustomProjector(int inputSize)
        : base(nameof(CustomProjector))
    {
        linear = nn.Linear(inputSize, 4);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear.call(input);
}

[SimClr(
    Encoder = typeof(StripesEncoder),
    Projector = typeof(StripesProjector),
    Views = typeof(StripesViews),
    Loss = typeof(StripesLoss)
)]
[Training(Epochs = 6, BatchSize = 64, Seed = 5)]
[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
internal partial class WithAdam;

[SimClr(
    Encoder = typeof(SplitStripesEncoder),
    Projector = typeof(StatedProjector),
    Views = typeof(StripesViews),
    Loss = typeof(StripesLoss),
    SeparateViews = true
)]
[Training(Epochs = 2, BatchSize = 64)]
[AdamW]
[StepSchedule(1, Factor = 0.5)]
internal partial class WithAdamW;

[SimClr(
    Encoder = typeof(StripesEncoder),
    Projector = typeof(StripesProjector),
    Views = typeof(StripesViews),
    Loss = typeof(StripesLoss)
)]
[Training(Epochs = 2, BatchSize = 64)]
[Sgd(Nesterov = true, WeightDecay = 1e-4)]
[CosineSchedule(WarmupEpochs = 1, DecayEpochs = 1, FinalLearningRate = 1e-4, FinalWeightDecay = 1e-2)]
internal partial class WithSgd;

[SimClr(
    Encoder = typeof(CustomEncoder),
    Projector = typeof(CustomProjector),
    Views = typeof(StripesViews),
    Loss = typeof(Apart)
)]
[Training(Epochs = 2, BatchSize = 64)]
[Lars]
internal partial class WithLars;
