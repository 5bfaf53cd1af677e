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
        "CDSL2030 SupCon needs a loss of all views and the labels of their images, but 'MethodLoss' is [NtXentLoss]. Name a class with [SupConLoss]."
    )]
    [InlineData(
        "SimClr",
        "SupConLoss",
        "CDSL2030 SimCLR needs a loss of two batches of projections, but 'MethodLoss' is [SupConLoss]. Name a class with [NtXentLoss]."
    )]
    [InlineData(
        "EndToEnd",
        "InfoNceLoss",
        "CDSL2030 End-to-end contrast needs a loss of queries and keys, but 'MethodLoss' is [InfoNceLoss]. Name a class with [BatchInfoNceLoss]."
    )]
    [InlineData(
        "Cpc",
        "MoCoV3Loss",
        "CDSL2030 CPC needs a loss of queries and keys, but 'MethodLoss' is [MoCoV3Loss]. Name a class with [BatchInfoNceLoss]."
    )]
    [InlineData(
        "Siamese",
        "DclLoss",
        "CDSL2030 Siamese network needs a loss of two batches of projections and their labels, but 'MethodLoss' is [DclLoss]. Name a class with [PairwiseContrastiveLoss]."
    )]
    [InlineData(
        "Pirl",
        "InfoNceLoss",
        "CDSL2030 PIRL needs a loss of similarities to a memory bank and the level of noise, but 'MethodLoss' is [InfoNceLoss]. Name a class with [NceLoss]."
    )]
    [InlineData(
        "MoCo",
        "MemorySoftmaxLoss",
        "CDSL2030 MoCo needs a loss of queries, keys and the queue, but 'MethodLoss' is [MemorySoftmaxLoss]. Name a class with [InfoNceLoss]."
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

    /// <summary>Tensors are alike to the compiler, so that names alone tell numbers of classes from vectors.</summary>
    [Theory]
    [InlineData("SupCon", "z0, z1", "takes (Tensor z0, Tensor z1), the last of which is not called 'labels'")]
    [InlineData("SupCon", "labels, z", "takes (Tensor labels, Tensor z), the last of which is not called 'labels'")]
    [InlineData("SupCon", "views, labels", null)]
    [InlineData(
        "Siamese",
        "queries, keys, queue",
        "takes (Tensor queries, Tensor keys, Tensor queue), the last of which is not called 'labels'"
    )]
    [InlineData("Siamese", "a, b, labels", null)]
    [InlineData(
        "Mae",
        "z0, z1, labels",
        "takes (Tensor z0, Tensor z1, Tensor labels), the last of which is not called 'mask'"
    )]
    [InlineData("Mae", "pixels, painted, mask", null)]
    [InlineData("Pirl", "z0, z1", "takes (Tensor z0, Tensor z1), the last of which is not called 'negatives'")]
    [InlineData("InstanceDiscrimination", "own, negatives", null)]
    [InlineData("SimClr", "z, labels", "takes (Tensor z, Tensor labels), and gets no labels")]
    [InlineData("MoCo", "z, others, mask", "takes (Tensor z, Tensor others, Tensor mask), and gets no mask")]
    [InlineData("MoCo", "anchors, positives, negatives", null)]
    [InlineData("Byol", "z0, z1", null)]
    [InlineData("SimClr", "z0, positives", null)]
    public void CustomLoss_NamesOfItsTensors_SayWhatItMeans(string word, string names, string? reason)
    {
        var method = MethodCatalogue.Find(word)!;
        var parameters = "Tensor " + names.Replace(", ", ", Tensor ", StringComparison.Ordinal);
        var raw = Method(word).With(word, ("Loss", Named(names.Split(", "), parameters)));

        raw.ShouldReport(
            reason is null
                ? null
                : $"CDSL2030 {method.Name} needs a loss of {method.CustomLoss.Operands}, but 'Own.Compute' {reason}. "
                    + $"Declare it as 'public static Tensor Compute({method.CustomLoss.Signature})'."
        );
        if (reason is not null)
        {
            raw.ShouldReportAt("CDSL2030", $"Clothes{word}#0.Loss", "Own#0");
        }
    }

    public static TheoryData<string> Methods => [.. MethodCatalogue.All.Select(method => method.Word)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void CustomLoss_NamedAsItsMethodHasIt_IsAccepted(string word)
    {
        var loss = MethodCatalogue.Find(word)!.CustomLoss;

        Method(word).With(word, ("Loss", Named(loss.Arguments, loss.Signature))).ShouldReport(null);
    }

    /// <summary>
    /// A program that reads its own declarations was compiled with the names of its losses: only the compiler reads
    /// them, and both find the same model.
    /// </summary>
    [Fact]
    public void CustomLoss_NamesOfItsTensors_AreNotInTheFingerprint()
    {
        Resolve.Loss(Named(["z", "labels"], "Tensor z, Tensor labels")).CustomForms.Should().ContainSingle();
        Fingerprint
            .Of(Resolve.Loss(Named(["z", "labels"], "Tensor z, Tensor labels")))
            .Should()
            .Be(Fingerprint.Of(Resolve.Loss(CustomLoss(2))));
    }

    private static RawClass Named(IReadOnlyList<string> names, string parameters) =>
        CustomLoss(names.Count)
            .With(facts => facts with { LossForms = new(new LossForm(names.Count, names[^1], parameters)) });
}
