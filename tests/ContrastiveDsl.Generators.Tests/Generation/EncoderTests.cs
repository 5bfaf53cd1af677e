using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class EncoderTests
{
    [Theory]
    [InlineData("Backbone.ResNet18, Stem = Stem.Small", "ResNet18.SmallStem")]
    [InlineData("Backbone.ResNet34", "ResNet34.ImageNetStem")]
    [InlineData("Backbone.ResNet50, Norm = Norm.Group, Groups = 16, ZeroInitResidual = true", "ResNet50.GroupNorm")]
    [InlineData("Backbone.ResNet101, Stem = Stem.Small, Width = 32, Channels = 1, ImageSize = 28, Norm = Norm.None", "ResNet101.NoNorm")]
    public Task Backbone_OfTheCatalogue_HasTorchvisionsFields(string arguments, string snapshot) => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;

        namespace Shop;

        [Encoder({{arguments}})]
        public partial class ClothesEncoder;
        """,
        "Encoder." + snapshot);

    [Theory]
    [InlineData("Channels = 3, ImageSize = 32", "Patch = 8, Width = 48, Depth = 2, Heads = 3, Mlp = 96", "VisionTransformer.Learned")]
    [InlineData("ImageSize = 224", "Depth = 3, Positions = Positions.SinCos, FrozenPatchEmbedding = true", "VisionTransformer.SinCos")]
    public Task Transformer_OfTheCatalogue_HasTorchvisionsFields(string arguments, string sizes, string snapshot) => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Backbone.VisionTransformer, {{arguments}})]
        [VisionTransformer({{sizes}})]
        public partial class ClothesEncoder;
        """,
        "Encoder." + snapshot);

    [Fact]
    public Task Layers_OfEveryKind_BecomeFieldsAndStatements() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 3, ImageSize = 32, Norm = Norm.Layer)]
        [Conv(16, 3, Stride = 2, Padding = 0, Bias = true)] [BatchNorm(Affine = false, Epsilon = 1e-3, Momentum = 0.01)] [Relu]
        [MaxPool(3, Stride = 2, Padding = 1)]
        [Conv(32, 1)] [GroupNorm(8)] [Relu] [Dropout(0.1)] [Relu]
        [Conv(32, 3)] [LayerNorm] [Relu]
        [Bottleneck(64, Stride = 2)] [Relu]
        [Flatten] [Linear(100, Bias = false)] [BatchNorm] [LayerNorm] [Relu] [Linear(10)]
        public partial class ClothesEncoder;
        """,
        "Encoder.Layers");

    [Fact]
    public Task SplitBatchNorm_OnAList_SplitsEveryBatchNormAndNothingElse() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [SplitBatchNorm(8)]
        [Encoder(Channels = 3, ImageSize = 32, ZeroInitResidual = true)]
        [Conv(16, 3)] [BatchNorm] [Relu]
        [BasicBlock(16)] [Bottleneck(32, Stride = 2)] [GroupNorm(4)]
        [GlobalAveragePool] [Linear(10)] [BatchNorm(Affine = false, Momentum = 0.01)]
        public partial class ClothesEncoder;
        """,
        "Encoder.SplitBatchNorm");

    [Fact]
    public Task SplitBatchNorm_OnABackbone_SplitsStemAndStages() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Backbone.ResNet18, Stem = Stem.Small)]
        [SplitBatchNorm(4)]
        public partial class ClothesEncoder;
        """,
        "Encoder.SplitBatchNorm.ResNet18");

    [Fact]
    public Task Layers_WithOperationsFirst_LeaveTheInputAlone() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 8)]
        [Relu] [Relu] [Conv(4, 3)] [GlobalAveragePool]
        public partial class ClothesEncoder;
        """,
        "Encoder.OperationsFirst");

    [Theory]
    [InlineData("", "Nothing")]
    [InlineData("Device device", "Device")]
    [InlineData("Device? device = null", "OptionalDevice")]
    public Task OwnModule_WithAConstructor_GetsSizesAndLoad(string parameters, string snapshot) => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;
        using static TorchSharp.torch;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 28, Features = 784)]
        internal sealed partial class ClothesEncoder : nn.Module<Tensor, Tensor>
        {
            public ClothesEncoder({{parameters}})
                : base("ClothesEncoder")
            {
            }

            public override Tensor forward(Tensor input) => input.flatten(1);
        }
        """,
        "Encoder.Own" + snapshot);
}
