using ContrastiveDsl.Randomness;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Memory banks against loss, data and batch.</summary>
public sealed class BankRuleTests
{
    private const string Softmax = "MemorySoftmaxLoss";

    [Theory]
    [InlineData("InstanceDiscrimination", "Instance discrimination")]
    [InlineData("Pirl", "PIRL")]
    public void Bank_Missing_IsReported(string word, string name)
    {
        var raw = Method(word).Without("MemoryBank");

        raw.ShouldReport(
            $"CDSL2008 {name} compares with a memory bank. Add [MemoryBank(Momentum = 0.5)]; its size is that of the data."
        );
        raw.ShouldReportAt("CDSL2008", $"Clothes{word}#0");
        Method(word).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        -0.1,
        "CDSL5009 The momentum of a memory bank must be 0 or more and below 1; it is -0.1. 0.5 is usual."
    )]
    [InlineData(1.0, "CDSL5009 The momentum of a memory bank must be 0 or more and below 1; it is 1. 0.5 is usual.")]
    [InlineData(
        double.NaN,
        "CDSL5009 The momentum of a memory bank must be 0 or more and below 1; it is NaN. 0.5 is usual."
    )]
    [InlineData(0.0, null)]
    [InlineData(0.99, null)]
    public void Momentum_OfABank_IsJudged(double momentum, string? message)
    {
        foreach (var word in new[] { "InstanceDiscrimination", "Pirl" })
        {
            var raw = Method(word).With("MemoryBank", ("Momentum", momentum));

            raw.ShouldReport(message);
            if (message is not null)
            {
                raw.ShouldReportAt("CDSL5009", $"Clothes{word}#3.Momentum");
            }
        }
    }

    [Theory]
    [InlineData(-1, "CDSL1004 Negatives must be between 0 and 262144; it is -1.")]
    [InlineData(1, null)]
    [InlineData(RandomSource.MaxDraws, null)]
    [InlineData(RandomSource.MaxDraws + 1, "CDSL1004 Negatives must be between 0 and 262144; it is 262145.")]
    public void Negatives_AreAsManyAsCanBeDrawn(int negatives, string? message)
    {
        var raw = Bank(negatives);

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "ClothesInstanceDiscrimination#3.Negatives");
        }
    }

    [Fact]
    public void NoNegatives_WithoutNoise_AreReported()
    {
        var raw = Bank(0);

        raw.ShouldReport(
            "CDSL2038 'MethodLoss' tells an entry from noise, but Negatives = 0 draws none. Set Negatives = 4096, or use a class with [MemorySoftmaxLoss]."
        );
        raw.ShouldReportAt("CDSL2038", "ClothesInstanceDiscrimination#3.Negatives", "MethodLoss#0");
        Bank(1).ShouldReport(null);
        Bank(0, Softmax).ShouldReport(null);
        Bank(0).With("InstanceDiscrimination", ("Loss", CustomLoss(2))).ShouldReport(null);
    }

    [Theory]
    [InlineData(2000, false, null)]
    [InlineData(
        2001,
        false,
        "CDSL2011 Cannot draw 2001 distinct negatives from a bank of 2000 images. Use at most 2000, or Negatives = 0 for all of them with a softmax loss."
    )]
    [InlineData(1999, true, null)]
    [InlineData(
        2000,
        true,
        "CDSL2011 Cannot draw 2000 distinct negatives from a bank of 2000 images. Use at most 1999, or Negatives = 0 for all of them with a softmax loss."
    )]
    public void DistinctNegatives_AreNoMoreThanEntries(int negatives, bool excludePositive, string? message)
    {
        var raw = Bank(negatives)
            .With("MemoryBank", ("Distinct", true), ("ExcludePositive", excludePositive))
            .Plus(Word("Images", ("Count", 2000)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(
                "CDSL2011",
                "ClothesInstanceDiscrimination#3.Negatives",
                "ClothesInstanceDiscrimination#4.Count"
            );
        }
    }

    [Fact]
    public void Negatives_DrawnWithRepetition_MayBeMoreThanEntries()
    {
        Findings
            .Of(Bank(4096).Plus(Word("Images", ("Count", 2000))))
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("CDSL5011");
        Bank(4096).Plus(Word("Images", ("Count", 4096))).ShouldReport(null);
        Bank(4096).With("MemoryBank", ("Distinct", true)).ShouldReport(null);
    }

    [Fact]
    public void DistinctNegatives_OfOpenedImages_AreCompared()
    {
        var raw = Bank(4096).With("MemoryBank", ("Distinct", true));

        raw.Opened(new ImagesModel(4095, 0, 1, 28, 28))
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("CDSL2011 Cannot draw 4096 distinct negatives from a bank of 4095 images.");
        raw.Opened(new ImagesModel(4096, 0, 1, 28, 28)).Should().BeEmpty();
    }

    [Fact]
    public void Bank_WithFewerImagesThanABatch_IsNotCompared()
    {
        Bank(4096)
            .With("MemoryBank", ("Distinct", true))
            .Plus(Word("Images", ("Count", 200)))
            .ShouldReportAt(
                "CDSL3019",
                "ClothesInstanceDiscrimination#1.BatchSize",
                "ClothesInstanceDiscrimination#4.Count"
            );
    }

    [Theory]
    [InlineData("Distinct")]
    [InlineData("ExcludePositive")]
    public void Draws_WithoutNegatives_HaveNoEffect(string setting)
    {
        var raw = Bank(0, Softmax).With("MemoryBank", (setting, true));

        raw.ShouldReport(
            $"CDSL0008 {setting} has no effect on 'ClothesInstanceDiscrimination', which compares with every other entry. Remove it."
        );
        raw.ShouldReportAt("CDSL0008", "ClothesInstanceDiscrimination#3." + setting);
        Bank(1, Softmax).With("MemoryBank", (setting, true)).ShouldReport(null);
    }

    private static RawClass Bank(int negatives, string loss = "NceLoss") =>
        Method("InstanceDiscrimination")
            .With("InstanceDiscrimination", ("Loss", LossOf(loss)))
            .With("MemoryBank", ("Negatives", negatives));
}
