using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What NNCLR needs of its support set, its batch and its loss.</summary>
public sealed class NnclrRuleTests
{
    [Theory]
    [InlineData(0, "CDSL1004 SupportSize must be 1 or more; it is 0.")]
    [InlineData(
        255,
        "CDSL5002 A queue of 255 embeddings cannot hold the 256 embeddings of a step. Use 256 or more; 4096 is usual for small data sets."
    )]
    [InlineData(256, null)]
    public void SupportSet_HoldsABatch(int size, string? message)
    {
        var raw = Support(size);

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(
                message[..8],
                "ClothesNnclr#0.SupportSize",
                size == 0 ? null : "ClothesNnclr#1.BatchSize"
            );
        }
    }

    [Theory]
    [InlineData(
        60_001,
        "CDSL5003 A queue of 60001 embeddings spans more than the 60000 images, so that an image meets its own old embedding as its nearest neighbor. Use fewer, for example 16384."
    )]
    [InlineData(60_000, null)]
    public void SupportSet_HoldsNoImageTwice(int size, string? message) =>
        Support(size).Plus(Word("Images", ("Count", 60_000))).ShouldReport(message);

    [Theory]
    [InlineData(59_904, null)]
    [InlineData(
        59_905,
        "CDSL5010 The queue takes 235 steps to fill, but the run has 234: random vectors stay among the neighbors. Use at most 59904 embeddings, or train longer."
    )]
    public void SupportSet_FillsBeforeTheRunEnds(int size, string? message) =>
        Support(size).Plus(Word("Images", ("Count", 60_000))).With("Training", ("Epochs", 1)).ShouldReport(message);

    [Fact]
    public void Queue_OfNegatives_IsReported()
    {
        var raw = Method("Nnclr", Word("NegativeQueue"));

        raw.ShouldReport(
            "CDSL2053 NNCLR keeps the embeddings of earlier batches itself, so [NegativeQueue] has no effect. Remove it, and state their number as [Nnclr(SupportSize = …)]."
        );
        raw.ShouldReportAt("CDSL2053", "ClothesNnclr#3");
    }

    [Theory]
    [InlineData("BatchInfoNceLoss", null)]
    [InlineData("NtXentLoss", null)]
    [InlineData(
        "InfoNceLoss",
        "CDSL2030 NNCLR needs a loss of queries and keys, but 'MethodLoss' is [InfoNceLoss]. Name a class with [BatchInfoNceLoss]."
    )]
    public void Loss_IsOneOfTwoBatches(string word, string? message) =>
        Method("Nnclr").With("Nnclr", ("Loss", LossOf(word))).ShouldReport(message);

    [Fact]
    public void Batch_OfOneImage_HasNothingToTellApart() =>
        Method("Nnclr").With("Training", ("BatchSize", 1)).ShouldReportAt("CDSL2019", "ClothesNnclr#1.BatchSize");

    [Theory]
    [InlineData("BatchInfoNceLoss", 255, "255 per neighbor (B - 1 with B = 256 images)")]
    [InlineData("NtXentLoss", 510, "510 per anchor (2B - 2 with B = 256 images)")]
    public void Experiment_OfEitherLoss_CountsItsNegatives(string word, int negatives, string words)
    {
        var model = Resolve.Experiment(Support(4096).With("Nnclr", ("Loss", LossOf(word))))!;

        model.ViewCount.Should().Be(2);
        model.Method.JoinedImages(model).Should().Be(1, "batch statistics are those of a view");
        model.NegativesPerAnchor.Should().Be(negatives);
        model.Method.DescribeNegatives(model, count => Text.Of(count)).Should().Be(words);
        model.Method.Similarities(model).Should().Be((256L, 4096L));
    }

    private static RawClass Support(int size) => Method("Nnclr").With("Nnclr", ("SupportSize", size));
}
