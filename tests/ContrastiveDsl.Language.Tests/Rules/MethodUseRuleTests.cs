using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Queues, banks, momentum encoders and pretext transforms on methods that have no use for them.</summary>
public sealed class MethodUseRuleTests
{
    public static TheoryData<string, string, string, string> Unused =>
        new()
        {
            { "SupCon", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "InstanceDiscrimination", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "Pirl", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "Cpc", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "EndToEnd", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "Siamese", "NegativeQueue", "queue of negatives", "[MoCo]" },
            { "SupCon", "MomentumEncoder", "momentum encoder", "[MoCo], [MoCoV3], [Byol], [Raft] or [Dino]" },
            {
                "InstanceDiscrimination",
                "MomentumEncoder",
                "momentum encoder",
                "[MoCo], [MoCoV3], [Byol], [Raft] or [Dino]"
            },
            { "Cpc", "MomentumEncoder", "momentum encoder", "[MoCo], [MoCoV3], [Byol], [Raft] or [Dino]" },
            { "EndToEnd", "MomentumEncoder", "momentum encoder", "[MoCo], [MoCoV3], [Byol], [Raft] or [Dino]" },
            { "SimClr", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "MoCo", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "Byol", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "SupCon", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "Cpc", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "Siamese", "MemoryBank", "memory bank", "[InstanceDiscrimination] or [Pirl]" },
            { "SimClr", "Jigsaw", "pretext transform", "[Pirl]" },
            { "SimClr", "Rotation", "pretext transform", "[Pirl]" },
            { "InstanceDiscrimination", "Jigsaw", "pretext transform", "[Pirl]" },
            { "Cpc", "Rotation", "pretext transform", "[Pirl]" },
        };

    [Theory]
    [MemberData(nameof(Unused))]
    public void Setting_WithoutUse_IsReported(string method, string word, string name, string instead)
    {
        var raw = Method(method, Word(word));

        raw.ShouldReport(
            $"CDSL2036 {MethodCatalogue.Find(method)!.Name} has no {name}, so [{word}] has no effect. Remove it, or use {instead}."
        );
        raw.ShouldReportAt("CDSL2036", $"Clothes{method}#{Method(method).Attributes.Count}");
    }

    [Theory]
    [InlineData("InstanceDiscrimination", "MemoryBank")]
    [InlineData("Pirl", "MemoryBank")]
    [InlineData("Pirl", "Jigsaw")]
    [InlineData("MoCo", "NegativeQueue")]
    public void Setting_OfTheMethod_IsUsed(string method, string word)
    {
        Method(method).Attributes.Should().Contain(attribute => attribute.Name == word);
        Method(method).ShouldReport(null);
    }

    [Fact]
    public void Pretext_Missing_IsReported()
    {
        var raw = Method("Pirl").Without("Jigsaw");

        raw.ShouldReport(
            "CDSL2009 PIRL needs a pretext transform. Add [Jigsaw], or [Rotation] with Patches = 1 on its [PatchHead]."
        );
        raw.ShouldReportAt("CDSL2009", "ClothesPirl#0");
        Rotated(raw).ShouldReport(null);
    }

    /// <summary>The head fits one of the two, so nothing is said of it.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(1)]
    public void Pretext_Twice_IsTheOnlyThingReported(int patches)
    {
        var raw = Method("Pirl", Word("Rotation"))
            .With("Pirl", ("PatchHead", PatchHead(("Patches", patches), ("Output", 64))));

        raw.ShouldReport(
            "CDSL2037 'ClothesPirl' has both [Jigsaw] and [Rotation]. Keep one; to compare them declare two experiments."
        );
        raw.ShouldReportAt("CDSL2037", "ClothesPirl#5", "ClothesPirl#4");
        Resolve.Experiment(raw).Should().BeNull();
    }

    private static RawClass Rotated(RawClass raw) =>
        raw.Plus(Word("Rotation")).With("Pirl", ("PatchHead", PatchHead(("Patches", 1), ("Output", 64))));
}
