using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class HeadTests
{
    [Fact]
    public Task Perceptron_OfThreeLayers_HasSequentialsKeys() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [ProjectionHead(Input = 128, Hidden = 96, Output = 64, Layers = 3, OutputNorm = Norm.Batch, OutputAffine = false)]
            public partial class ClothesProjector;
            """,
            "Head.OutputNorm"
        );

    [Theory]
    [InlineData(
        "Output = 128",
        "linear0 = new FullyConnected(inputSize, inputSize, hasBias: false);",
        "norm1 = new SyncBatchNorm1d(inputSize);",
        "linear3 = new FullyConnected(inputSize, OutputSize, inFullPrecision: true);"
    )]
    [InlineData(
        "Output = 64, Layers = 1",
        "linear0 = new FullyConnected(inputSize, OutputSize, inFullPrecision: true);"
    )]
    [InlineData(
        "Hidden = 64, Output = 64, Norm = Norm.Group, Groups = 8",
        "linear0 = new FullyConnected(inputSize, HiddenSize, hasBias: false);",
        "norm1 = new GroupNormalization(groups: 8, HiddenSize);",
        "linear3 = new FullyConnected(HiddenSize, OutputSize, inFullPrecision: true);"
    )]
    [InlineData(
        "Hidden = 64, Output = 64, Norm = Norm.Layer",
        "linear0 = new FullyConnected(inputSize, HiddenSize, hasBias: false);",
        "norm1 = new LayerNormalization(HiddenSize);",
        "linear3 = new FullyConnected(HiddenSize, OutputSize, inFullPrecision: true);"
    )]
    [InlineData(
        "Hidden = 64, Output = 64, Norm = Norm.None, OutputBias = false",
        "linear0 = new FullyConnected(inputSize, HiddenSize);",
        "linear2 = new FullyConnected(HiddenSize, OutputSize, hasBias: false, inFullPrecision: true);"
    )]
    public void Perceptron_FromItsSizes_HasSequentialsKeys(string arguments, params string[] modules)
    {
        var head = EmittedClass.Of(
            $$"""
            using ContrastiveDsl;

            namespace Shop;

            [ProjectionHead({{arguments}})]
            public partial class ClothesProjector;
            """,
            "Shop.ClothesProjector"
        );

        head.Mentioning("new FullyConnected", "new SyncBatchNorm1d", "new GroupNormalization", "new LayerNormalization")
            .Should()
            .Be(string.Join("\n", modules));
        head.Mentioning("register_module")
            .Should()
            .Be(
                string.Join(
                    "\n",
                    modules
                        .Select(module => module.Split(' ')[0])
                        .Select(field => $"register_module(\"{field[^1]}\", {field});")
                )
            );
    }

    /// <summary>It stands where a ReLU would, and changes nothing in place.</summary>
    [Fact]
    public void Perceptron_WithGelu_CallsItBehindHiddenLayers()
    {
        var head = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [ProjectionHead(Hidden = 96, Output = 64, Layers = 3, Norm = Norm.None, Activation = Activation.Gelu)]
            public partial class ClothesProjector;
            """,
            "Shop.ClothesProjector"
        );

        head.Members("forward")
            .Should()
            .Be(
                """
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = linear0.call(input).gelu();                // [N, inputSize] -> [N, 96]
                    x = linear2.call(x).gelu();
                    return linear4.call(x).MoveToOuterDisposeScope();  // -> [N, 64]
                }
                """
            );
    }

    [Fact]
    public void Head_WithAStatedInput_HasItAsDefault()
    {
        var head = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [PredictionHead(Input = 256, Hidden = 4096, Output = 256)]
            public partial class ClothesPredictor;
            """,
            "Shop.ClothesPredictor"
        );

        head.Members("InputSize", "OutputSize", "forward")
            .Should()
            .Be(
                """
                public const int InputSize = 256;
                public const int OutputSize = 256;
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = norm1.call(linear0.call(input)).relu_();   // [N, 256] -> [N, 4096]
                    return linear3.call(x).MoveToOuterDisposeScope();  // -> [N, 256]
                }
                """
            );
        head.Text.Should()
            .Contain("public ClothesPredictor(int inputSize = InputSize, Device? device = null)\n")
            .And.Contain(
                "Maps projections [N, 256] of one view to predictions [N, 256] of the other view's projections."
            );
    }

    [Fact]
    public void Layers_AsListed_HaveSequentialsKeys()
    {
        var head = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [ProjectionHead]
            [Linear(256, Bias = false)] [BatchNorm] [Relu] [Dropout(0.2)] [Linear(64)]
            public partial class ClothesProjector;
            """,
            "Shop.ClothesProjector"
        );

        head.Mentioning("register_module")
            .Should()
            .Be(
                """
                register_module("0", linear0);
                register_module("1", norm1);
                register_module("3", dropout3);
                register_module("4", linear4);
                """
            );
        head.Members("forward")
            .Should()
            .Be(
                """
                public override Tensor forward(Tensor input)
                {
                    using var scope = torch.NewDisposeScope();
                    var x = norm1.call(linear0.call(input)).relu_();   // [N, inputSize] -> [N, 256]
                    x = dropout3.call(x);
                    return linear4.call(x).MoveToOuterDisposeScope();  // -> [N, 64]
                }
                """
            );
    }

    [Fact]
    public void CustomModule_WithItsOutput_GetsItsSizeAlone()
    {
        var head = EmittedClass.Of(
            """
            using ContrastiveDsl;
            using static TorchSharp.torch;

            namespace Shop;

            [ProjectionHead(Output = 32)]
            internal sealed partial class ClothesProjector : nn.Module<Tensor, Tensor>
            {
                private readonly TorchSharp.Modules.Linear linear;

                public ClothesProjector(int inputSize)
                    : base("ClothesProjector")
                {
                    linear = nn.Linear(inputSize, 32);
                    RegisterComponents();
                }

                public override Tensor forward(Tensor input) => linear.call(input);
            }
            """,
            "Shop.ClothesProjector"
        );

        head.Text.Should()
            .EndWith(
                """
                namespace Shop;

                partial class ClothesProjector
                {
                    /// <summary>Size of the projections.</summary>
                    public const int OutputSize = 32;
                }

                """
            );
    }
}
