// Networks as users declare them, in one file because each is but a name. Images are small and widths too, so that many
// networks can be compared; depth and structure are those of the catalogue.
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

[Encoder(Backbone.ResNet18, ImageSize = 64)]
internal partial class ResNet18;

[Encoder(Backbone.ResNet18, Stem = Stem.Small, Channels = 1, ImageSize = 28)]
internal partial class SmallResNet18;

[Encoder(Backbone.ResNet34, ImageSize = 64, Width = 16)]
internal partial class ResNet34;

[Encoder(Backbone.ResNet34, Stem = Stem.Small, Width = 8)]
internal partial class SmallResNet34;

[Encoder(Backbone.ResNet50, ImageSize = 96)]
internal partial class ResNet50;

[Encoder(Backbone.ResNet50, Stem = Stem.Small, Width = 16)]
internal partial class SmallResNet50;

[Encoder(Backbone.ResNet101, ImageSize = 64, Width = 16)]
internal partial class ResNet101;

[Encoder(Backbone.ResNet101, Stem = Stem.Small, Width = 8, Channels = 1)]
internal partial class SmallResNet101;

[Encoder(Backbone.ResNet18, ImageSize = 64, Norm = Norm.Group, Groups = 16)]
internal partial class GroupedResNet18;

[Encoder(Backbone.ResNet50, ImageSize = 65, Norm = Norm.Layer, Width = 16)]
internal partial class LayeredResNet50;

[Encoder(Backbone.ResNet18, ImageSize = 64, Width = 16, Norm = Norm.None)]
internal partial class PlainResNet18;

[Encoder(Backbone.ResNet18, Stem = Stem.Small, Width = 16, ZeroInitResidual = true)]
[SplitBatchNorm(4)]
internal partial class SplitResNet18;

[Encoder(Backbone.ConvNeXtTiny, ImageSize = 96, Width = 24)]
internal partial class ConvNeXtTiny;

[Encoder(Backbone.ConvNeXtSmall, Stem = Stem.Small, Channels = 1, ImageSize = 28, Width = 8)]
internal partial class SmallConvNeXt;

[Encoder(Backbone.VisionTransformer, ImageSize = 64)]
internal partial class SmallTransformer;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 32, Depth = 2, Heads = 4, Mlp = 48)]
internal partial class TinyTransformer;

[Encoder(Backbone.VisionTransformer, ImageSize = 32)]
[VisionTransformer(
    Patch = 8,
    Width = 48,
    Depth = 3,
    Heads = 3,
    Positions = Positions.SinCos,
    FrozenPatchEmbedding = true
)]
internal partial class FixedTransformer;

[Encoder(Backbone.VisionTransformer, ImageSize = 32)]
[VisionTransformer(Patch = 8, Width = 48, Depth = 2, Heads = 3, Pooling = TokenPooling.Mean)]
internal partial class MeanTransformer;

[Encoder(Backbone.VisionTransformer, ImageSize = 32)]
[VisionTransformer(Patch = 8, Width = 48, Depth = 2, Heads = 3, Registers = 4, Pooling = TokenPooling.Mean)]
internal partial class RegisterTransformer;

[Encoder(Channels = 3, ImageSize = 32, Norm = Norm.Layer)]
[Relu]
[Conv(16, 3, Stride = 2, Padding = 0, Bias = true)]
[BatchNorm(Affine = false, Epsilon = 1e-3, Momentum = 0.01)]
[Relu]
[MaxPool(3, Stride = 2, Padding = 1)]
[Conv(32, 1)]
[GroupNorm(8)]
[Dropout(0.5)]
[Conv(32, 3)]
[LayerNorm]
[Relu]
[Bottleneck(64, Stride = 2)]
[Bottleneck(64)]
[Flatten]
[Flatten]
[Linear(48, Bias = false)]
[BatchNorm]
[Linear(40)]
[LayerNorm]
[Relu]
[Linear(32)]
[GroupNorm(4)]
[Dropout(0.1)]
[Linear(10)]
internal partial class EveryLayer;

[Encoder(Channels = 5, ImageSize = 15, Norm = Norm.Group, Groups = 2)]
[Dropout(0.1)]
[Conv(8, 5, Stride = 1, Padding = 2)]
[BasicBlock(8)]
[MaxPool(2)]
[BasicBlock(12, Stride = 2)]
[BasicBlock(12, Stride = 2)]
[GlobalAveragePool]
internal partial class FiveChannels;

[Encoder(Channels = 1, ImageSize = 8)]
[SplitBatchNorm(4)]
[Conv(8, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[Flatten]
[Linear(12)]
[BatchNorm(Affine = false)]
internal partial class SplitStripes;

[Encoder(Channels = 3, ImageSize = 4)]
[Flatten]
internal partial class PixelsAlone;

[Encoder(Channels = 3, ImageSize = 4)]
[LayerNorm]
[Flatten]
internal partial class MapNormAlone;

[Encoder(Channels = 3, ImageSize = 4)]
[Flatten]
[LayerNorm]
internal partial class VectorNormAlone;

[Encoder(Channels = 3, ImageSize = 16)]
[Conv(8, 3, Stride = 2)]
[BatchNorm]
[Relu]
[GlobalAveragePool]
internal partial class TinyEncoder;

[Encoder(Channels = 3, ImageSize = 16, Features = 8)]
internal sealed partial class CustomEncoder : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear = nn.Linear(3 * 16 * 16, 8);

    public CustomEncoder()
        : base(nameof(CustomEncoder)) => register_module(nameof(linear), linear);

    public override Tensor forward(Tensor input) => linear.call(input.flatten(1));

    protected override void RegisterComponents() { }
}

[ProjectionHead(Hidden = 16, Output = 8)]
internal partial class Perceptron;

[ProjectionHead(Hidden = 16, Output = 8, Layers = 3, Norm = Norm.Group, Groups = 2, OutputNorm = Norm.Group)]
internal partial class GroupedPerceptron;

[ProjectionHead(Output = 8, Layers = 3, Norm = Norm.Layer, OutputNorm = Norm.Layer, OutputAffine = false)]
internal partial class LayeredPerceptron;

[ProjectionHead(Output = 8, Norm = Norm.None, HiddenBias = true, OutputBias = true)]
internal partial class PlainPerceptron;

[ProjectionHead(HeadPreset.Dino, Hidden = 32, Output = 16)]
internal partial class DinoPerceptron;

[ProjectionHead(HeadPreset.SimSiam, Hidden = 32, Output = 16)]
internal partial class SimSiamPerceptron;

[ProjectionHead]
[Linear(24)]
[LayerNorm]
[Relu]
[Dropout(0.2)]
[Linear(16, Bias = false)]
[BatchNorm(Affine = false)]
internal partial class ListedHead;

[ProjectionHead(Output = 8)]
internal sealed partial class CustomHead : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear;

    public CustomHead(int inputSize)
        : base(nameof(CustomHead))
    {
        linear = nn.Linear(inputSize, 8);
        register_module(nameof(linear), linear);
    }

    public override Tensor forward(Tensor input) => linear.call(input);

    protected override void RegisterComponents() { }
}

[PatchHead(Patches = 4, Input = 6, Hidden = 5, Output = 7, OutputNorm = Norm.Batch)]
internal partial class JoinedPatches;

[AugmentationFamily]
[RandomHorizontalFlip]
[Normalize(0.4, 0.3)]
internal static partial class GrayViews;

[AugmentationFamily]
[RandomHorizontalFlip]
[Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
internal static partial class ColorViews;

[AugmentationFamily]
[RandomHorizontalFlip]
internal static partial class PlainViews;

[NtXentLoss(Temperature = 0.2)]
internal static partial class ContrastLoss;

[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(Perceptron),
    Views = typeof(ColorViews),
    Loss = typeof(ContrastLoss)
)]
[Training(Epochs = 1, BatchSize = 4, Seed = 1)]
[Adam(LearningRate = 1e-3)]
internal partial class TinySimClr;
