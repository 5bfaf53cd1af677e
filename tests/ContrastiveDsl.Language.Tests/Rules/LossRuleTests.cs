using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Losses of labels, pairs, batches and banks: their settings, and the methods that they belong to.</summary>
public sealed class LossRuleTests
{
    [Theory]
    [InlineData("SupConLoss", "BaseTemperature", 0.0, "CDSL2033 BaseTemperature must be greater than 0; it is 0.")]
    [InlineData(
        "SupConLoss",
        "BaseTemperature",
        double.PositiveInfinity,
        "CDSL2033 BaseTemperature must be finite and greater than 0; it is Infinity."
    )]
    [InlineData("SupConLoss", "BaseTemperature", 0.001, null)]
    [InlineData(
        "NceLoss",
        "Partition",
        -1.0,
        "CDSL2033 Partition must be greater than 0, or 0 for an estimate; it is -1."
    )]
    [InlineData(
        "NceLoss",
        "Partition",
        double.NaN,
        "CDSL2033 Partition must be greater than 0, or 0 for an estimate; it is NaN."
    )]
    [InlineData("NceLoss", "Partition", 0.0, null)]
    [InlineData("NceLoss", "Partition", 2876934.2, null)]
    [InlineData(
        "PairwiseContrastiveLoss",
        "Margin",
        0.0,
        "CDSL2033 Margin must be above 0 and at most 2, the largest distance of unit vectors; it is 0."
    )]
    [InlineData("PairwiseContrastiveLoss", "Margin", 2.0, null)]
    [InlineData(
        "PairwiseContrastiveLoss",
        "Margin",
        2.1,
        "CDSL2033 Margin must be above 0 and at most 2, the largest distance of unit vectors; it is 2.1."
    )]
    public void Loss_Setting_IsJudged(string word, string setting, double value, string? message)
    {
        var raw = LossOf(word, (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2033", "MethodLoss#0." + setting);
        }
    }

    [Theory]
    [InlineData(0.0, "CDSL2033 Margin must be greater than 0; it is 0.")]
    [InlineData(double.PositiveInfinity, "CDSL2033 Margin must be finite and greater than 0; it is Infinity.")]
    [InlineData(10.0, null)]
    public void Margin_OfVectorsOfAnyLength_HasNoLimit(double margin, string? message) =>
        LossOf("PairwiseContrastiveLoss", ("Margin", margin), ("Normalize", false)).ShouldReport(message);

    [Theory]
    [InlineData("SupConLoss")]
    [InlineData("BatchInfoNceLoss")]
    [InlineData("NceLoss")]
    [InlineData("MemorySoftmaxLoss")]
    public void Temperature_OfEachContrast_IsJudged(string word)
    {
        LossOf(word, ("Temperature", 0.0)).ShouldReportAt("CDSL2016", "MethodLoss#0.Temperature");
        LossOf(word, ("Temperature", 9e-7)).ShouldReportAt("CDSL2016", "MethodLoss#0.Temperature");
        LossOf(word, ("Temperature", 1e-6)).ShouldReportAt("CDSL2017", "MethodLoss#0.Temperature");
        LossOf(word, ("Temperature", 0.019)).ShouldReportAt("CDSL2017", "MethodLoss#0.Temperature");
        LossOf(word, ("Temperature", 0.02)).ShouldReport(null);
        LossOf(word, ("Temperature", 1.1)).ShouldReportAt("CDSL2017", "MethodLoss#0.Temperature");
        LossOf(word).ShouldReport(null);
    }

    /// <summary>
    /// Inner products of long vectors are divided by the root of their length, or by nothing: no temperature is
    /// unusual.
    /// </summary>
    [Fact]
    public void Temperature_OfRawInnerProducts_IsNeverUnusual()
    {
        LossOf("BatchInfoNceLoss", ("Temperature", 11.3), ("Normalize", false)).ShouldReport(null);
        LossOf("BatchInfoNceLoss", ("Temperature", 11.3)).ShouldReportAt("CDSL2017", "MethodLoss#0.Temperature");
        LossOf("BatchInfoNceLoss", ("Temperature", -1.0), ("Normalize", false))
            .ShouldReportAt("CDSL2016", "MethodLoss#0.Temperature");
    }

    [Theory]
    [InlineData(
        "SupCon",
        "NtXentLoss",
        "CDSL2030 SupCon needs a loss of all views and the labels of their images, but 'MethodLoss' is [NtXentLoss]. Use [SupConLoss]."
    )]
    [InlineData(
        "SimClr",
        "SupConLoss",
        "CDSL2030 SimCLR needs a loss of two batches of projections, but 'MethodLoss' is [SupConLoss]. Use [NtXentLoss]."
    )]
    [InlineData(
        "EndToEnd",
        "InfoNceLoss",
        "CDSL2030 End-to-end contrast needs a loss of queries and keys, but 'MethodLoss' is [InfoNceLoss]. Use [BatchInfoNceLoss]."
    )]
    [InlineData(
        "Cpc",
        "MoCoV3Loss",
        "CDSL2030 CPC needs a loss of queries and keys, but 'MethodLoss' is [MoCoV3Loss]. Use [BatchInfoNceLoss]."
    )]
    [InlineData(
        "Siamese",
        "DclLoss",
        "CDSL2030 Siamese network needs a loss of two batches of projections and their labels, but 'MethodLoss' is [DclLoss]. Use [PairwiseContrastiveLoss]."
    )]
    [InlineData(
        "Pirl",
        "InfoNceLoss",
        "CDSL2030 PIRL needs a loss of similarities to a memory bank and the level of noise, but 'MethodLoss' is [InfoNceLoss]. Use [NceLoss]."
    )]
    [InlineData(
        "MoCo",
        "MemorySoftmaxLoss",
        "CDSL2030 MoCo needs a loss of queries, keys and the queue, but 'MethodLoss' is [MemorySoftmaxLoss]. Use [InfoNceLoss]."
    )]
    [InlineData("SimClr", "DclLoss", null)]
    [InlineData("MoCoV3", "DclLoss", null)]
    [InlineData("Pirl", "MemorySoftmaxLoss", null)]
    [InlineData("InstanceDiscrimination", "MemorySoftmaxLoss", null)]
    public void Loss_OfAnotherMethod_IsNamedWithTheRightOne(string word, string loss, string? message)
    {
        var raw = Method(word).With(word, ("Loss", LossOf(loss)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2030", $"Clothes{word}#0.Loss", "MethodLoss#0");
        }
    }

    [Theory]
    [InlineData("SupCon", 2, "all views and the labels of their images", "Tensor z, Tensor labels")]
    [InlineData("InstanceDiscrimination", 2, "similarities to a memory bank", "Tensor positives, Tensor negatives")]
    [InlineData("Pirl", 2, "similarities to a memory bank", "Tensor positives, Tensor negatives")]
    [InlineData("Cpc", 2, "queries and keys", "Tensor queries, Tensor keys")]
    [InlineData("EndToEnd", 2, "queries and keys", "Tensor queries, Tensor keys")]
    [InlineData("Siamese", 3, "two batches of projections and their labels", "Tensor z0, Tensor z1, Tensor labels")]
    public void CustomLoss_Tensors_AreThoseOfTheMethod(string word, int tensors, string operands, string signature)
    {
        var raw = Of(5 - tensors);

        raw.ShouldReport(
            $"CDSL2030 {MethodCatalogue.Find(word)!.Name} needs a loss of {operands}, but 'Own' has no Compute that takes {tensors} tensors. "
                + $"Add 'public static Tensor Compute({signature})'."
        );
        raw.ShouldReportAt("CDSL2030", $"Clothes{word}#0.Loss", "Own#0");
        Of(tensors).ShouldReport(null);

        RawClass Of(int count) => Method(word).With(word, ("Loss", CustomLoss(count)));
    }
}
