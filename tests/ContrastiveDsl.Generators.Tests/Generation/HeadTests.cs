using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class HeadTests
{
    [Theory]
    [InlineData("Output = 128", "HiddenFollowsInput")]
    [InlineData("Input = 512, Hidden = 2048, Output = 128", "StatedInput")]
    [InlineData("Output = 64, Layers = 1", "Linear")]
    [InlineData("Hidden = 96, Output = 64, Layers = 3, OutputNorm = Norm.Batch, OutputAffine = false", "OutputNorm")]
    [InlineData("Hidden = 64, Output = 64, Norm = Norm.Group, Groups = 8", "GroupNorm")]
    [InlineData("Hidden = 64, Output = 64, Norm = Norm.Layer", "LayerNorm")]
    [InlineData("Hidden = 64, Output = 64, Norm = Norm.None, OutputBias = false", "NoNorm")]
    public Task Perceptron_FromItsSizes_HasSequentialsKeys(string arguments, string snapshot) => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;

        namespace Shop;

        [ProjectionHead({{arguments}})]
        public partial class ClothesProjector;
        """,
        "Head." + snapshot);

    [Fact]
    public Task Layers_AsListed_HaveSequentialsKeys() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [ProjectionHead]
        [Linear(256, Bias = false)] [BatchNorm] [Relu] [Dropout(0.2)] [Linear(64)]
        public partial class ClothesProjector;
        """,
        "Head.Layers");

    [Fact]
    public Task OwnModule_WithItsOutput_GetsItsSize() => Generated.MatchesAsync(
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
        "Head.Own");
}
