using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

public sealed class SplitBatchNormTests
{
    [Fact]
    public void Layers_OfASplitEncoder_CarryTheSplitsWhereTheyNormalizeBatches()
    {
        var raw = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 3)),
            Word("BatchNorm"),
            Word("BasicBlock", ("Channels", 8)),
            Word("Bottleneck", ("Channels", 16)),
            Word("GlobalAveragePool")
        );

        var encoder = Resolve.Encoder(raw.Plus(Word("SplitBatchNorm", ("Splits", 8))));

        encoder.SplitBatchNorm.Should().Be(new SplitBatchNormModel(8) { Attribute = 6 });
        encoder.Layers.Select(layer => Splits(layer.Layer)).Should().Equal(null, 8, 8, 8, null);
        var plain = Resolve.Encoder(raw);
        encoder
            .Layers.Select(layer => (layer.Input, layer.Output, layer.Parameters))
            .Should()
            .Equal(plain.Layers.Select(layer => (layer.Input, layer.Output, layer.Parameters)));
        plain.SplitBatchNorm.Should().BeNull();
        plain.Layers.Select(layer => Splits(layer.Layer)).Should().Equal(null, 1, 1, 1, null);
    }

    [Fact]
    public void Blocks_OfABackbone_CarryTheSplits()
    {
        var encoder = Resolve.Encoder(
            Backbone(ContrastiveDsl.Backbone.ResNet50).Plus(Word("SplitBatchNorm", ("Splits", 4)))
        );

        encoder
            .Layers.Select(layer => layer.Layer)
            .OfType<BatchNormLayer>()
            .Should()
            .ContainSingle()
            .Which.Splits.Should()
            .Be(4);
        encoder
            .Layers.Select(layer => layer.Layer)
            .OfType<StageLayer>()
            .SelectMany(stage => stage.Blocks)
            .Should()
            .HaveCount(16)
            .And.OnlyContain(block => Splits(block) == 4);
    }

    [Theory]
    [InlineData(1, "CDSL1022 Splits must be 2 or more; it is 1.")]
    [InlineData(-8, "CDSL1022 Splits must be 2 or more; it is -8.")]
    [InlineData(2, null)]
    public void Splits_Number_IsJudged(int splits, string? message)
    {
        Encoder().Plus(Word("SplitBatchNorm", ("Splits", splits))).ShouldReport(message);
    }

    [Fact]
    public void SplitBatchNorm_WithoutBatchNorm_IsReportedAsUnused()
    {
        var raw = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 3)),
            Word("GroupNorm", ("Groups", 2)),
            Word("GlobalAveragePool"),
            Word("SplitBatchNorm", ("Splits", 8))
        );

        raw.ShouldReport(
            "CDSL0008 [SplitBatchNorm] has no effect on 'ClothesEncoder', which has no batch normalization. Remove it."
        );
        Backbone(ContrastiveDsl.Backbone.ResNet18, ("Norm", Norm.Group), ("ImageSize", 224))
            .Plus(Word("SplitBatchNorm", ("Splits", 8)))
            .ShouldReport(
                "CDSL0008 [SplitBatchNorm] has no effect on 'Network', which has no batch normalization. Remove it."
            );
        Backbone(ContrastiveDsl.Backbone.ResNet18).Plus(Word("SplitBatchNorm", ("Splits", 8))).ShouldReport(null);
    }

    [Fact]
    public void SplitBatchNorm_OnAHead_IsMisplaced()
    {
        Head()
            .Plus(Word("SplitBatchNorm", ("Splits", 8)))
            .ShouldReport(
                "CDSL0006 [SplitBatchNorm] has no effect on 'ClothesProjector', which is not an encoder. Move it to an encoder."
            );
    }

    /// <summary>Of a map, one image has as many values as pixels; of a vector it has one.</summary>
    [Theory]
    [InlineData(100, 8, "Use 96 or 104.", "Use 96 or 104.")]
    [InlineData(96, 8, null, null)]
    [InlineData(100, 128, "Use 128.", "Use 256.")]
    [InlineData(200, 128, "Use 128 or 256.", "Use 256.")]
    [InlineData(128, 64, null, null)]
    public void Batch_OfASplitEncoder_HasEqualParts(int batch, int splits, string? ofMaps, string? ofVectors)
    {
        Of(OfMaps(splits), ofMaps);
        Of(OfVectors(splits), ofVectors);

        void Of(RawClass encoder, string? remedy) =>
            Separate(encoder, batch)
                .ShouldReport(
                    remedy is null
                        ? null
                        : $"CDSL1037 BatchSize = {batch} cannot be split into the {splits} equal parts of [SplitBatchNorm] on 'ClothesEncoder'. {remedy}"
                );
    }

    [Fact]
    public void Splits_ThatLeaveASingleVector_AreAnError()
    {
        var raw = Separate(OfVectors(128), 128);

        raw.ShouldReport(Single(128, 256));
        raw.ShouldReportAt("CDSL1038", "ClothesSimClr#1.BatchSize");
        Separate(OfVectors(128), 256).ShouldReport(null);
        Separate(OfMaps(128), 128).ShouldReport(null);
    }

    /// <summary>As the statistics of a batch, those of a part need two values where a map has a single pixel.</summary>
    [Fact]
    public void Splits_ThatLeaveASinglePixel_AreAnError()
    {
        var ofOnePixel = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 28), ("Padding", 0)),
            Word("BatchNorm"),
            Word("GlobalAveragePool"),
            Word("SplitBatchNorm", ("Splits", 128))
        );

        Separate(ofOnePixel, 128).ShouldReport(Single(128, 256));
    }

    /// <summary>Both views of each image pass the encoder together: 128 vectors in 128 parts.</summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(128, false)]
    public void Batch_OfJoinedViews_LeavesTwoVectorsToAPart(int batch, bool isTooSmall)
    {
        Experiment(OfVectors(128))
            .With("Training", ("BatchSize", batch))
            .ShouldReport(isTooSmall ? Single(batch, 128) : null);
        Experiment(OfMaps(128)).With("Training", ("BatchSize", batch)).ShouldReport(null);
    }

    /// <summary>The images of both views pass the encoder together, and it is these that are split.</summary>
    [Theory]
    [InlineData(100, 8, null)]
    [InlineData(
        102,
        8,
        "CDSL1037 BatchSize = 102 cannot be split into the 8 equal parts of [SplitBatchNorm] on 'ClothesEncoder'. Use 100 or 104."
    )]
    [InlineData(
        65,
        128,
        "CDSL1037 BatchSize = 65 cannot be split into the 128 equal parts of [SplitBatchNorm] on 'ClothesEncoder'. Use 64 or 128."
    )]
    public void Batch_OfJoinedViews_IsSplitWithAllItsImages(int batch, int splits, string? message)
    {
        var encoder = Encoder().Plus(Word("SplitBatchNorm", ("Splits", splits)));

        Experiment(encoder).With("Training", ("BatchSize", batch)).ShouldReport(message);
    }

    [Fact]
    public void Batch_OfAnEncoderWithNothingToSplit_IsFree()
    {
        var encoder = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 3)),
            Word("GlobalAveragePool"),
            Word("SplitBatchNorm", ("Splits", 8))
        );

        Experiment(encoder).With("Training", ("BatchSize", 100)).ShouldReport(null);
    }

    private static string Single(int batch, int minimum) =>
        $"CDSL1038 BatchSize = {batch} leaves a single image for each of the 128 splits of 'ClothesEncoder', too few for statistics. Use {minimum} or more, or fewer splits.";

    private static RawClass OfMaps(int splits) => Encoder().Plus(Word("SplitBatchNorm", ("Splits", splits)));

    private static RawClass OfVectors(int splits) =>
        Encoder(
            Word("GlobalAveragePool"),
            Word("Linear", ("Features", 8)),
            Word("BatchNorm"),
            Word("SplitBatchNorm", ("Splits", splits))
        );

    /// <summary>An experiment whose encoder sees one view of each image at a time.</summary>
    private static RawClass Separate(RawClass encoder, int batch) =>
        Experiment(encoder).With("SimClr", ("SeparateViews", true)).With("Training", ("BatchSize", batch));

    private static int? Splits(Layer layer) =>
        layer switch
        {
            BatchNormLayer norm => norm.Splits,
            BasicBlockLayer block => block.Splits,
            BottleneckLayer block => block.Splits,
            _ => null,
        };
}
