using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>How findings put a head right: with what the change leaves without effect.</summary>
public sealed class HeadFixTests
{
    [Fact]
    public void SingleLayer_TakesWhatHiddenLayersRead()
    {
        var head = Head(("Hidden", 256), ("Output", 64), ("Norm", Norm.Group), ("Groups", 8), ("HiddenBias", true));

        Edits(MoCoV1(head), "CDSL2031")
            .Should()
            .Equal("Set Layers 1", "Remove Hidden", "Remove Norm", "Remove HiddenBias", "Remove Groups");
        Findings
            .Messages(MoCoV1(head))
            .Should()
            .ContainSingle(message => message.StartsWith("CDSL2031", StringComparison.Ordinal))
            .Which.Should()
            .EndWith("Set Layers = 1 and remove Hidden, Norm, HiddenBias and Groups there, or Version = 2 here.");
    }

    [Fact]
    public void SingleLayer_TakesWhatStandsBetweenLayers() =>
        Edits(MoCoV1(Head(("Output", 64), ("Activation", Activation.Gelu))), "CDSL2031")
            .Should()
            .Equal("Set Layers 1", "Remove Activation");

    [Fact]
    public void SingleLayer_KeepsWhatTheOutputReads() =>
        Edits(MoCoV1(Head(("Output", 64), ("Norm", Norm.None), ("OutputNorm", Norm.Group), ("Groups", 8))), "CDSL2031")
            .Should()
            .Equal("Set Layers 1", "Remove Norm");

    [Theory]
    [InlineData(Norm.Batch, "Set OutputNorm Norm.None", "Remove OutputAffine")]
    [InlineData(Norm.None, "Set OutputNorm Norm.None", "Remove OutputAffine")]
    public void WithoutOutputNorm_TakesItsScale(Norm hidden, params string[] edits) =>
        Edits(
                Method("BarlowTwins")
                    .With(
                        "BarlowTwins",
                        (
                            "Projector",
                            Head(("Output", 64), ("Norm", hidden), ("OutputNorm", Norm.Batch), ("OutputAffine", false))
                        )
                    ),
                "CDSL2041"
            )
            .Should()
            .Equal(edits);

    [Theory]
    [InlineData(Norm.Group, false)]
    [InlineData(Norm.Batch, true)]
    public void WithoutOutputNorm_TakesGroupsThatNothingElseReads(Norm hidden, bool takes) =>
        Edits(
                Method("BarlowTwins")
                    .With(
                        "BarlowTwins",
                        ("Projector", Head(("Output", 64), ("Norm", hidden), ("OutputNorm", Norm.Group), ("Groups", 8)))
                    ),
                "CDSL2041"
            )
            .Should()
            .Equal(takes ? ["Set OutputNorm Norm.None", "Remove Groups"] : ["Set OutputNorm Norm.None"]);

    /// <summary>With one of two gone, the list would still end in a normalization.</summary>
    [Fact]
    public void WithoutOutputNorm_OfAList_TakesAllAtItsEnd() =>
        Edits(
                Method("BarlowTwins")
                    .With(
                        "BarlowTwins",
                        (
                            "Projector",
                            Class(
                                "ListedHead",
                                Word("ProjectionHead"),
                                Word("Linear", ("Features", 64)),
                                Word("LayerNorm"),
                                Word("BatchNorm")
                            )
                        )
                    ),
                "CDSL2041"
            )
            .Should()
            .Equal("Remove #3", "Remove #2");

    [Theory]
    [InlineData(0, 128)]
    [InlineData(64, 64)]
    public void NoLinear_IsOfferedTheSizeThatIsStated(int stated, int offered)
    {
        var head = Class(
            "ListedHead",
            stated == 0 ? Word("ProjectionHead") : Word("ProjectionHead", ("Output", stated)),
            Word("Relu")
        );

        Analysis
            .Of(head)
            .Findings.Should()
            .ContainSingle()
            .Which.Fixes.Single()
            .Edits.Single()
            .Text.Should()
            .Be($"[Linear({offered})]");
    }

    private static RawClass MoCoV1(RawClass head) => Method("MoCo").With("MoCo", ("Projector", head), ("Version", 1));

    private static IEnumerable<string> Edits(RawClass raw, string id) =>
        Analysis
            .Of(raw)
            .Findings.Single(finding => finding.Rule.Id == id)
            .Fixes[0]
            .Edits.Select(edit =>
                $"{edit.Kind} {edit.Place.Argument ?? "#" + edit.Place.Attribute} {edit.Text}".TrimEnd()
            );
}
