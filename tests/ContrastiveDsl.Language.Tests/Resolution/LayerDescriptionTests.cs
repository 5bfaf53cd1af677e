using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

/// <summary>
/// What <c>describe</c> says of a layer: its name, and of its settings those that differ from the usual.
/// </summary>
public sealed class LayerDescriptionTests
{
    /// <summary>A layer and a setting with its value, and the line.</summary>
    public static TheoryData<string, string, object, string> Settings =>
        new()
        {
            { "Conv", "Stride", 1, "Conv 32, 3×3" },
            { "Conv", "Stride", 2, "Conv 32, 3×3, stride 2" },
            { "Conv", "Padding", 1, "Conv 32, 3×3" },
            { "Conv", "Padding", 0, "Conv 32, 3×3, padding 0" },
            { "Conv", "Bias", true, "Conv 32, 3×3, bias" },
            { "MaxPool", "Kernel", 3, "MaxPool 3×3, stride 3" },
            { "MaxPool", "Stride", 1, "MaxPool 3×3, stride 1" },
            { "MaxPool", "Stride", 2, "MaxPool 3×3, stride 2" },
            { "MaxPool", "Padding", 1, "MaxPool 3×3, stride 3, padding 1" },
            { "BatchNorm", "Affine", true, "BatchNorm" },
            { "BatchNorm", "Affine", false, "BatchNorm, without scale and shift" },
            { "BatchNorm", "Epsilon", 1e-3, "BatchNorm, epsilon 0.001" },
            { "BatchNorm", "Momentum", 0.01, "BatchNorm, momentum 0.01" },
            { "GroupNorm", "Groups", 8, "GroupNorm, 8 groups" },
            { "Dropout", "Probability", 0.5, "Dropout 0.5" },
            { "BasicBlock", "Stride", 1, "BasicBlock 32" },
            { "BasicBlock", "Stride", 2, "BasicBlock 32, stride 2" },
        };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Describe_OfALayer_TellsItsSettings(string word, string setting, object value, string line)
    {
        List<(string Name, object Value)> arguments = word switch
        {
            "Conv" => [("Channels", 32), ("Kernel", 3)],
            "MaxPool" => [("Kernel", 3)],
            "BasicBlock" => [("Channels", 32)],
            _ => [],
        };
        arguments.RemoveAll(argument => argument.Name == setting);

        Lines(Encoder(Word(word, [.. arguments, (setting, value)]))).Should().Equal(line);
    }

    [Theory]
    [InlineData(Norm.Batch, false, "BasicBlock 32")]
    [InlineData(Norm.Batch, true, "BasicBlock 32, begins as an identity")]
    [InlineData(Norm.Group, false, "BasicBlock 32, Group norm, 8 groups")]
    [InlineData(Norm.Layer, false, "BasicBlock 32, Layer norm")]
    [InlineData(Norm.None, false, "BasicBlock 32, no norm")]
    public void Describe_OfABlock_TellsItsNorm(Norm norm, bool zero, string line) =>
        Lines(
                Encoder(Word("BasicBlock", ("Channels", 32)))
                    .With("Encoder", ("Norm", norm), ("Groups", 8), ("ZeroInitResidual", zero))
            )
            .Should()
            .Equal(line);

    /// <summary>The first block of a stage alone has its stride.</summary>
    [Fact]
    public void Describe_OfAStage_TellsItsFirstBlockWhereItDiffers()
    {
        Lines(Backbone(ContrastiveDsl.Backbone.ResNet18))
            .Where(line => line.Contains(" × ", StringComparison.Ordinal))
            .Should()
            .Equal(
                "2 × BasicBlock 64",
                "BasicBlock 128, stride 2; 1 × BasicBlock 128",
                "BasicBlock 256, stride 2; 1 × BasicBlock 256",
                "BasicBlock 512, stride 2; 1 × BasicBlock 512"
            );
        Lines(Backbone(ContrastiveDsl.Backbone.ResNet50))
            .Should()
            .Contain("Bottleneck 512, stride 2; 3 × Bottleneck 512");
    }

    [Fact]
    public void Describe_OfAHeadsOutputNorm_TellsThatItLearnsNothing()
    {
        var head = Head(("Layers", 1), ("Output", 64), ("OutputNorm", Norm.Layer), ("OutputAffine", false));

        Resolve
            .Head(head)
            .Layers.Select(layer => layer.Layer.Describe(Text.Of))
            .Should()
            .Equal("Linear 64, no bias", "LayerNorm, without scale and shift");
    }

    private static IEnumerable<string> Lines(RawClass encoder) =>
        Resolve.Encoder(encoder).Layers.Select(layer => layer.Layer.Describe(Text.Of));
}
