using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class EncoderTests
{
    [Fact]
    public Task ResNet_OfTheCatalogue_HasTorchvisionsFields() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ResNet18, Stem = Stem.Small)]
            public partial class ClothesEncoder;
            """,
            "Encoder.ResNet18.SmallStem"
        );

    [Fact]
    public Task ConvNeXt_OfTheCatalogue_HasTorchvisionsKeys() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ConvNeXtTiny)]
            public partial class PhotoEncoder;
            """,
            "Encoder.ConvNeXtTiny"
        );

    [Fact]
    public void ConvNeXt_WithTheStemForSmallImages_KeepsThem()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ConvNeXtSmall, Stem = Stem.Small, Width = 8, Channels = 1, ImageSize = 28)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("stem", "stemNorm", "stage1", "downsample3", "norm", "forward")
            .Should()
            .Be(
                """
                private readonly Convolution2d stem = new(Channels, 8, kernel: 3, padding: 1);
                private readonly ChannelNormalization stemNorm = new(8, eps: 1e-6);
                private readonly Sequential stage1 = nn.Sequential(
                    new ConvNeXtBlock(8),
                    new ConvNeXtBlock(8),
                    new ConvNeXtBlock(8));
                private readonly Convolution2d downsample3 = new(32, FeatureSize, kernel: 2, stride: 2);
                private readonly LayerNormalization norm = new(FeatureSize, eps: 1e-6);
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = stemNorm.call(stem.call(input));                     // [N, 1, 28, 28] -> [N, 8, 28, 28]
                    x = downsampleNorm1.call(stage1.call(x));
                    x = downsample1.call(x);                                     // -> [N, 16, 14, 14]
                    x = downsampleNorm2.call(stage2.call(x));
                    x = downsample2.call(x);                                     // -> [N, 32, 7, 7]
                    x = downsampleNorm3.call(stage3.call(x));
                    x = downsample3.call(x);                                     // -> [N, 64, 3, 3]
                    x = stage4.call(x);
                    return norm.call(x.mean([2, 3])).MoveToOuterDisposeScope();  // -> [N, 64]
                }
                """
            );
    }

    [Fact]
    public void ResNet_WithTheStemForLargeImages_PoolsFirst()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ResNet34)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("conv1", "bn1", "maxpool", "layer4", "forward")
            .Should()
            .Be(
                """
                private readonly Convolution2d conv1 = new(Channels, 64, kernel: 7, stride: 2, padding: 3, bias: false);
                private readonly SyncBatchNorm2d bn1 = new(64);
                private readonly MaxPool2d maxpool = nn.MaxPool2d(3, stride: 2, padding: 1);
                private readonly Sequential layer4 = nn.Sequential(
                    new BasicBlock(256, FeatureSize, stride: 2),
                    new BasicBlock(FeatureSize, FeatureSize),
                    new BasicBlock(FeatureSize, FeatureSize));
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = bn1.call(conv1.call(input)).relu_();      // [N, 3, 224, 224] -> [N, 64, 112, 112]
                    x = maxpool.call(x);                              // -> [N, 64, 56, 56]
                    x = layer1.call(x);
                    x = layer2.call(x);                               // -> [N, 128, 28, 28]
                    x = layer3.call(x);                               // -> [N, 256, 14, 14]
                    x = layer4.call(x);                               // -> [N, 512, 7, 7]
                    return x.mean([2, 3]).MoveToOuterDisposeScope();  // -> [N, 512]
                }
                """
            );
    }

    [Fact]
    public void ResNet_WithGroupNorm_HasItEverywhere()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ResNet50, Norm = Norm.Group, Groups = 16, ZeroInitResidual = true)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("bn1", "layer1", "layer4")
            .Should()
            .Be(
                """
                private readonly GroupNormalization bn1 = new(groups: 16, 64);
                private readonly Sequential layer1 = nn.Sequential(
                    new Bottleneck(64, 256, norm: Norm.Group, groups: 16, zeroInitResidual: true),
                    new Bottleneck(256, 256, norm: Norm.Group, groups: 16, zeroInitResidual: true),
                    new Bottleneck(256, 256, norm: Norm.Group, groups: 16, zeroInitResidual: true));
                private readonly Sequential layer4 = nn.Sequential(
                    new Bottleneck(1024, FeatureSize, stride: 2, norm: Norm.Group, groups: 16, zeroInitResidual: true),
                    new Bottleneck(FeatureSize, FeatureSize, norm: Norm.Group, groups: 16, zeroInitResidual: true),
                    new Bottleneck(FeatureSize, FeatureSize, norm: Norm.Group, groups: 16, zeroInitResidual: true));
                """
            );
    }

    [Fact]
    public void ResNet_WithoutNormalization_LeavesItsFieldOut()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ResNet101, Stem = Stem.Small, Width = 32, Channels = 1, ImageSize = 28, Norm = Norm.None)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder.Text.Should().NotContain("bn1");
        encoder
            .Members("conv1", "layer2", "forward")
            .Should()
            .Be(
                """
                private readonly Convolution2d conv1 = new(Channels, 32, kernel: 3, padding: 1, bias: false);
                private readonly Sequential layer2 = nn.Sequential(
                    new Bottleneck(128, 256, stride: 2, norm: Norm.None),
                    new Bottleneck(256, 256, norm: Norm.None),
                    new Bottleneck(256, 256, norm: Norm.None),
                    new Bottleneck(256, 256, norm: Norm.None));
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = conv1.call(input).relu_();                // [N, 1, 28, 28] -> [N, 32, 28, 28]
                    x = layer1.call(x);                               // -> [N, 128, 28, 28]
                    x = layer2.call(x);                               // -> [N, 256, 14, 14]
                    x = layer3.call(x);                               // -> [N, 512, 7, 7]
                    x = layer4.call(x);                               // -> [N, 1024, 4, 4]
                    return x.mean([2, 3]).MoveToOuterDisposeScope();  // -> [N, 1024]
                }
                """
            );
    }

    [Fact]
    public Task Transformer_OfTheCatalogue_HasTorchvisionsFields() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.VisionTransformer, Channels = 3, ImageSize = 32)]
            [VisionTransformer(Patch = 8, Width = 48, Depth = 2, Heads = 3, Mlp = 96)]
            public partial class ClothesEncoder;
            """,
            "Encoder.VisionTransformer.Learned"
        );

    [Fact]
    public void Transformer_WithRegisters_TakesThemAlongAndDropsThem()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.VisionTransformer, Channels = 3, ImageSize = 32)]
            [VisionTransformer(Patch = 8, Width = 48, Depth = 2, Heads = 3, Registers = 4, Pooling = TokenPooling.Mean)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder.Text.Should().Contain("register_parameter(\"register_tokens\", register_tokens);");
        encoder
            .Members("forward")
            .Should()
            .Contain("x = torch.cat([x, register_tokens.expand(x.shape[0], -1, -1)], 1);")
            .And.Contain("x = x[.., ..^4];")
            .And.Contain("x[.., 1..].mean([1])");
        encoder
            .Members("ForwardVisible")
            .Should()
            .MatchRegex(@"x = mask\.KeepVisible\(x\);.*\n.*register_tokens[^;]*\[\.\., \.\.\^4\]");
        encoder
            .Members("ForwardMasked")
            .Should()
            .MatchRegex(
                @"x = mask\.Replace\(x, missing\);\n.*class_token.*\n.*\n.*register_tokens[^;]*\[\.\., \.\.\^4\]"
            );
    }

    [Fact]
    public void Transformer_WithSinesAndCosines_StartsAsMoCoV3()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.VisionTransformer, ImageSize = 224)]
            [VisionTransformer(Depth = 3, Positions = Positions.SinCos, FrozenPatchEmbedding = true)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder.Text.Should().Contain("initialized as in MoCo v3.");
        encoder
            .Mentioning("class_token", "pos_embedding", "layers", "Initialization")
            .Should()
            .Be(
                """
                private readonly Parameter class_token = Initialization.ClassToken(FeatureSize, asMoCoV3: true);
                private readonly PositionEmbedding pos_embedding = new(tokens: 197, FeatureSize, Positions.SinCos);
                private readonly Sequential layers = nn.Sequential(("encoder_layer_0", new TransformerBlock(FeatureSize, heads: 12, mlp: 1536, asMoCoV3: true)), ("encoder_layer_1", new TransformerBlock(FeatureSize, heads: 12, mlp: 1536, asMoCoV3: true)), ("encoder_layer_2", new TransformerBlock(FeatureSize, heads: 12, mlp: 1536, asMoCoV3: true)));
                Initialization.PatchEmbedding(conv_proj, asMoCoV3: true, frozen: true);
                register_parameter("class_token", class_token);
                register_module("encoder", pos_embedding);
                pos_embedding.register_module("layers", layers);
                pos_embedding.register_module("ln", ln);
                x = torch.cat([class_token.expand(x.shape[0], -1, -1), x], 1);
                x = pos_embedding.call(x);
                x = ln.call(layers.call(x));
                x = torch.cat([class_token.expand(x.shape[0], -1, -1), x], 1);
                x = pos_embedding.call(x);
                return ln.call(layers.call(x)).MoveToOuterDisposeScope();
                x = torch.cat([class_token.expand(x.shape[0], -1, -1), x], 1);
                x = pos_embedding.call(x);
                return ln.call(layers.call(x)).MoveToOuterDisposeScope();
                """
            );
    }

    [Fact]
    public Task Layers_OfEveryKind_BecomeFieldsAndStatements() =>
        Generated.MatchesAsync(
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
            "Encoder.Layers"
        );

    /// <summary>
    /// The size of the features is written where a layer has it as its own, and nowhere where the map's sides make it.
    /// </summary>
    [Theory]
    [InlineData("[Conv(4, 3)] [GlobalAveragePool]", "new(Channels, FeatureSize, kernel: 3, padding: 1, bias: false)")]
    [InlineData("[Conv(4, 8, Padding = 0)] [Flatten]", "new(Channels, FeatureSize, kernel: 8, bias: false)")]
    [InlineData("[Conv(4, 3)] [Flatten]", "new(Channels, 4, kernel: 3, padding: 1, bias: false)")]
    [InlineData(
        "[Conv(4, 3)] [MaxPool(2)] [Flatten] [Linear(4)] [LayerNorm]",
        "new(Channels, 4, kernel: 3, padding: 1, bias: false)",
        "new(4 * 4 * 4, FeatureSize)",
        "new(FeatureSize)"
    )]
    [InlineData(
        "[GroupNorm(1)] [Conv(4, 3)] [GlobalAveragePool] [GroupNorm(2)]",
        "new(groups: 1, Channels)",
        "new(Channels, FeatureSize, kernel: 3, padding: 1, bias: false)",
        "new(groups: 2, FeatureSize)"
    )]
    public void Layers_WithTheSizeOfTheFeatures_WriteItByName(string layers, params string[] creations)
    {
        var encoder = EmittedClass.Of(
            $"""
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 3, ImageSize = 8)] {layers}
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Text.Split('\n')
            .Where(line =>
                line.Contains("private readonly", StringComparison.Ordinal)
                && !line.Contains("MaxPool", StringComparison.Ordinal)
            )
            .Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 2)..^1])
            .Should()
            .Equal(creations);
    }

    [Fact]
    public void SplitBatchNorm_OnAList_SplitsEveryBatchNormAndNothingElse()
    {
        var encoder = EmittedClass.Of(
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
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("bn1", "block1", "block2", "norm1", "bn2")
            .Should()
            .Be(
                """
                private readonly SplitBatchNorm2d bn1 = new(16, splits: 8);
                private readonly BasicBlock block1 = new(16, 16, zeroInitResidual: true, splits: 8);
                private readonly Bottleneck block2 = new(16, 32, stride: 2, zeroInitResidual: true, splits: 8);
                private readonly GroupNormalization norm1 = new(groups: 4, 32);
                private readonly SplitBatchNorm1d bn2 = new(FeatureSize, splits: 8, momentum: 0.01, affine: false);
                """
            );
    }

    [Fact]
    public void SplitBatchNorm_OnABackbone_SplitsStemAndStages()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Backbone.ResNet18, Stem = Stem.Small)]
            [SplitBatchNorm(4)]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("bn1", "layer1", "layer4")
            .Should()
            .Be(
                """
                private readonly SplitBatchNorm2d bn1 = new(64, splits: 4);
                private readonly Sequential layer1 = nn.Sequential(
                    new BasicBlock(64, 64, splits: 4),
                    new BasicBlock(64, 64, splits: 4));
                private readonly Sequential layer4 = nn.Sequential(
                    new BasicBlock(256, FeatureSize, stride: 2, splits: 4),
                    new BasicBlock(FeatureSize, FeatureSize, splits: 4));
                """
            );
    }

    [Fact]
    public void Layers_WithOperationsFirst_LeaveTheInputAlone()
    {
        var encoder = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 1, ImageSize = 8)]
            [Relu] [Relu] [Conv(4, 3)] [GlobalAveragePool]
            public partial class ClothesEncoder;
            """,
            "Shop.ClothesEncoder"
        );

        encoder
            .Members("forward")
            .Should()
            .Be(
                """
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = input.relu().relu();                      // [N, 1, 8, 8] -> [N, 1, 8, 8]
                    x = conv1.call(x);                                // -> [N, 4, 8, 8]
                    return x.mean([2, 3]).MoveToOuterDisposeScope();  // -> [N, 4]
                }
                """
            );
    }

    [Theory]
    [InlineData("", "().to(device ?? torch.CPU)")]
    [InlineData("Device device", "(device ?? torch.CPU)")]
    [InlineData("Device? device = null", "(device ?? torch.CPU)")]
    public void CustomModule_WithAConstructor_GetsSizesAndLoad(string parameters, string creation)
    {
        var encoder = EmittedClass.Of(
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
            "Shop.ClothesEncoder"
        );

        encoder.Text.Should().NotContain("forward");
        encoder
            .Members("Channels", "ImageSize", "FeatureSize")
            .Should()
            .Be(
                """
                public const int Channels = 1;
                public const int ImageSize = 28;
                public const int FeatureSize = 784;
                """
            );
        encoder
            .Members("Load")
            .Should()
            .StartWith("[GeneratedCode(")
            .And.EndWith(
                $"""

                public static ClothesEncoder Load(string path, Device? device = null) =>
                    Weights.LoadForEvaluation(new ClothesEncoder{creation}, path, prefix: "encoder");
                """
            );
    }
}
