using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Micro-batches in which a batch passes the networks.</summary>
public sealed class MicroBatchRuleTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(128, null)]
    [InlineData(-1, "CDSL4018 MicroBatch must be at least 2, or 0 for none; it is -1.")]
    [InlineData(1, "CDSL4018 MicroBatch must be at least 2, or 0 for none; it is 1.")]
    [InlineData(
        96,
        "CDSL4034 MicroBatch = 96 must be smaller than BatchSize = 256 and divide it. Use 64 or 128, or remove it."
    )]
    [InlineData(
        256,
        "CDSL4034 MicroBatch = 256 must be smaller than BatchSize = 256 and divide it. Use 64 or 128, or remove it."
    )]
    [InlineData(
        512,
        "CDSL4034 MicroBatch = 512 must be smaller than BatchSize = 256 and divide it. Use 64 or 128, or remove it."
    )]
    public void MicroBatch_DividesTheBatch(int micro, string? message) =>
        Grouped().With("Training", ("MicroBatch", micro)).ShouldReport(message);

    [Fact]
    public void MicroBatch_OfABatchWithoutDivisors_IsRemoved() =>
        Grouped()
            .With("Training", ("BatchSize", 67), ("MicroBatch", 4))
            .ShouldReport("CDSL4034 MicroBatch = 4 must be smaller than BatchSize = 67 and divide it. Remove it.");

    [Theory]
    [InlineData("MoCoV3", true)]
    [InlineData("SupCon", true)]
    [InlineData("MoCo", true)]
    [InlineData("Byol", true)]
    [InlineData("SimSiam", true)]
    [InlineData("Swav", true)]
    [InlineData("Dino", true)]
    [InlineData("Mae", true)]
    [InlineData("SimMim", true)]
    [InlineData("Distill", true)]
    [InlineData("InstanceDiscrimination", true)]
    [InlineData("Pirl", true)]
    [InlineData("Cpc", false)]
    [InlineData("EndToEnd", false)]
    [InlineData("Siamese", false)]
    public void MicroBatch_IsForMethodsThatTakeThem(string word, bool isTaken)
    {
        var reported = Findings.Messages(Method(word).With("Training", ("MicroBatch", 64)));

        reported.Any(message => message.StartsWith("CDSL4033", StringComparison.Ordinal)).Should().Be(!isTaken);
    }

    [Fact]
    public void MicroBatch_OfAMethodThatDoesNot_NamesThoseThatDo()
    {
        string[] takers =
        [
            .. MethodCatalogue
                .All.Where(found => found.CachesGradients || found.AccumulatesGradients)
                .Select(found => found.Name),
        ];

        takers.Should().Contain(["SimCLR", "MoCo v3", "MAE", "Distillation"]).And.NotContain("CPC");
        Method("Cpc")
            .With("Training", ("MicroBatch", 64))
            .ShouldReport(
                $"CDSL4033 MicroBatch is for {string.Join(", ", takers[..^1])} and {takers[^1]}; CPC is none of them. Remove it, or make the batch smaller."
            );
    }

    /// <summary>How a method's batch passes is one of the two, or neither.</summary>
    [Fact]
    public void Gradients_WaitOrAddUp_NotBoth() =>
        MethodCatalogue.All.Should().NotContain(method => method.CachesGradients && method.AccumulatesGradients);

    /// <summary>The similarities of a mean over images are those of a micro-batch.</summary>
    [Theory]
    [InlineData("MoCo", 64)]
    [InlineData("SimClr", 512)]
    public void Similarities_OfMicroBatches_AreThoseOfTheLoss(string word, long rows)
    {
        var model = Resolve.Experiment(Method(word).With("Training", ("MicroBatch", 64)))!;

        model.Method.Similarities(model).Rows.Should().Be(rows);
    }

    [Fact]
    public void Statistics_OfMicroBatches_AreWarnedOf()
    {
        Findings
            .Messages(Micro(Experiment()))
            .Should()
            .Equal(
                Warning("ClothesEncoder", "list [GroupNorm(32)] in place of [BatchNorm]"),
                Warning("ClothesProjector", "set Norm = Norm.Layer")
            );
        Micro(Experiment(GroupedEncoder())).ShouldReport(Warning("ClothesProjector", "set Norm = Norm.Layer"));
        Micro(Grouped()).ShouldReport(null);
        Micro(Experiment(projector: Head(("Output", 64), ("Norm", Norm.Layer))))
            .ShouldReportAt("CDSL4036", "ClothesSimClr#1.MicroBatch", "ClothesEncoder#0");
    }

    /// <summary>Four micro-batches of two joined views have eight pieces, of separate views four.</summary>
    [Theory]
    [InlineData(8, false, true)]
    [InlineData(16, false, true)]
    [InlineData(4, false, false)]
    [InlineData(12, false, false)]
    [InlineData(4, true, true)]
    [InlineData(2, true, false)]
    public void Splits_LieInsideMicroBatches(int splits, bool separate, bool isSound)
    {
        var encoder = Encoder().Plus(Word("SplitBatchNorm", ("Splits", splits)));
        var raw = Experiment(encoder, Head(("Output", 64), ("Norm", Norm.None)))
            .With("SimClr", ("SeparateViews", separate))
            .With("Training", ("BatchSize", 384), ("MicroBatch", 96));

        raw.ShouldReport(
            isSound
                ? null
                : $"CDSL4035 MicroBatch = 96 would tear the {splits} parts of [SplitBatchNorm] on 'ClothesEncoder' apart: their number must be a multiple of {(separate ? 4 : 8)}, so that every part lies inside one micro-batch and one view."
        );
    }

    /// <summary>What no batch normalization reads splits nothing: the encoder's own finding says so.</summary>
    [Fact]
    public void Splits_WithoutEffect_AreNotTorn()
    {
        var split = Word("SplitBatchNorm", ("Splits", 4));
        var head = Head(("Output", 64), ("Norm", Norm.Layer));
        var blocks = Backbone(ContrastiveDsl.Backbone.ResNet18, ("Channels", 1), ("Stem", Stem.Small)).Plus(split);

        Micro(Experiment(GroupedEncoder().Plus(split), head)).ShouldReport(null);
        Micro(Experiment(Transformer().Plus(split), head)).ShouldReport(null);
        Micro(Experiment(blocks.With("Encoder", ("Norm", Norm.Layer)), head)).ShouldReport(null);
        Findings.Ids(Micro(Experiment(blocks, head))).Should().Contain("CDSL4035");
    }

    /// <summary>A fault of the encoder alone is the encoder's, and so is a batch that is refused the batch's.</summary>
    [Fact]
    public void MicroBatch_BesideAnotherFault_IsNotJudged()
    {
        var head = Head(("Output", 64), ("Norm", Norm.Layer));
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 1)));
        var kernel = Encoder().With("Conv", ("Kernel", 0));

        Findings.Ids(split).Should().Equal("CDSL1022");
        Micro(Experiment(split, head)).ShouldReport(null);
        Micro(Experiment(kernel, head)).ShouldReport(null);
        Findings.Ids(Micro(Grouped()).With("Training", ("BatchSize", 1))).Should().Equal("CDSL2019");
    }

    /// <summary>The head, which nothing splits, is still warned of.</summary>
    [Fact]
    public void Splits_WithoutEffect_HideNoOtherStatistics() =>
        Micro(Experiment(GroupedEncoder().Plus(Word("SplitBatchNorm", ("Splits", 3)))))
            .ShouldReport(Warning("ClothesProjector", "set Norm = Norm.Layer"));

    private static string Warning(string part, string fix) =>
        $"CDSL4036 '{part}' normalizes each micro-batch of 64 images by its own mean and variance, not by those of the batch of 256: the gradient is that of other embeddings than without MicroBatch. To have the same, {fix} there.";

    private static RawClass Micro(RawClass raw) => raw.With("Training", ("MicroBatch", 64));

    private static RawClass Grouped() => Experiment(GroupedEncoder(), Head(("Output", 64), ("Norm", Norm.Layer)));
}
