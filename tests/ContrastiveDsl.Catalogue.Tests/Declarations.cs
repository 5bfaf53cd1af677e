// Encoders as users declare them, in one file because each is but a name.
namespace ContrastiveDsl.Catalogue.Tests;

[Encoder(Backbone.ResNet18)]
public partial class ResNet18;

[Encoder(Backbone.ResNet18, Stem = Stem.Small, Channels = 1)]
public partial class SmallResNet18;

[Encoder(Backbone.ResNet34)]
public partial class ResNet34;

[Encoder(Backbone.ResNet34, Stem = Stem.Small, Channels = 1)]
public partial class SmallResNet34;

[Encoder(Backbone.ResNet50)]
public partial class ResNet50;

[Encoder(Backbone.ResNet50, Stem = Stem.Small, Channels = 1)]
public partial class SmallResNet50;

[Encoder(Backbone.ResNet101)]
public partial class ResNet101;

[Encoder(Backbone.ResNet101, Stem = Stem.Small, Channels = 1)]
public partial class SmallResNet101;

[Encoder(Backbone.ResNet18, Norm = Norm.Group, Groups = 16)]
public partial class GroupedResNet18;

[Encoder(Backbone.ResNet50, Norm = Norm.Layer, Width = 32)]
public partial class LayeredResNet50;

[Encoder(Backbone.ResNet18, Norm = Norm.None)]
public partial class PlainResNet18;

[Encoder(Backbone.ResNet18, Width = 16, ZeroInitResidual = true)]
public partial class NarrowResNet18;

[Encoder(Backbone.ConvNeXtTiny)]
public partial class ConvNeXtTiny;

[Encoder(Backbone.ConvNeXtSmall)]
public partial class ConvNeXtSmall;

[Encoder(Backbone.ConvNeXtTiny, Stem = Stem.Small, Channels = 1, Width = 8)]
public partial class NarrowConvNeXt;

[Encoder(Backbone.VisionTransformer)]
public partial class SmallTransformer;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Width = 768, Depth = 12, Heads = 12)]
public partial class BaseTransformer;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 32, Depth = 2, Heads = 4, Mlp = 48)]
public partial class TinyTransformer;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(
    Patch = 7,
    Width = 32,
    Depth = 2,
    Heads = 4,
    Positions = Positions.SinCos,
    FrozenPatchEmbedding = true
)]
public partial class FixedTransformer;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 32, Depth = 2, Heads = 4, Mlp = 48, Registers = 3)]
public partial class RegisterTransformer;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 32, Depth = 2, Heads = 4, Registers = 3, Pooling = TokenPooling.Mean)]
public partial class MeanTransformer;
