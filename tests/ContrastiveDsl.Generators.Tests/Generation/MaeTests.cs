using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of MAE, and the transformer that leaves patches out.</summary>
public sealed class MaeTests
{
    [Fact]
    public Task Mae_EncodesVisiblePatchesAndPaintsTheOthers() =>
        Generated.MatchesAsync(MaeSource.Text, "Mae.Masked", "Shop.ClothesTransformer", "Shop.ClothesMae");

    [Fact]
    public Task Mae_InMicroBatches_AddsTheirGradientsUp() =>
        Generated.MatchesAsync(
            MaeSource.Text.Replace("BatchSize = 128", "BatchSize = 4096, MicroBatch = 64", StringComparison.Ordinal),
            "Mae.MicroBatches",
            "Shop.ClothesMae"
        );

    [Fact]
    public void Transformer_OfTheClassToken_MasksAllTheSame()
    {
        var encoder = EmittedClass.Of(
            MaeSource.Text.Replace(", Pooling = TokenPooling.Mean", "", StringComparison.Ordinal),
            "Shop.ClothesTransformer"
        );

        encoder
            .Mentioning("return")
            .Should()
            .Be(
                "return x.select(1, 0).MoveToOuterDisposeScope();\nreturn ln.call(layers.call(x)).MoveToOuterDisposeScope();\nreturn ln.call(layers.call(x)).MoveToOuterDisposeScope();"
            );
    }
}

/// <summary>MAE for the tests of all methods.</summary>
internal sealed record MaeSource() : ExperimentSource("ClothesMae", Text, "DecoderDepth = 1")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 8)]
            [VisionTransformer(Patch = 2, Width = 12, Depth = 2, Heads = 3, Positions = Positions.SinCos, Pooling = TokenPooling.Mean)]
            public partial class ClothesTransformer;

            [ReconstructionLoss]
            public partial class PixelLoss;

            [Mae(MaskRatio = 0.625, DecoderWidth = 20, DecoderDepth = 1, DecoderHeads = 4, Encoder = typeof(ClothesTransformer), Views = typeof(ClothesViews), Loss = typeof(PixelLoss))]
            [Training(BatchSize = 128)] [AdamW(LearningRate = 0.001)]
            public partial class ClothesMae;
            """;
}
