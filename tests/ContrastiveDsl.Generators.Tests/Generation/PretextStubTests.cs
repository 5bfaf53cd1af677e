using ContrastiveDsl.Generators.Tests.Harness;
using static ContrastiveDsl.Generators.Tests.Harness.PretextSources;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// What is emitted of the methods with labels, memory banks, patches or two trained encoders where something is missing
/// or wrong: the same surface, and no error but ours.
/// </summary>
public sealed class PretextStubTests
{
    public static TheoryData<string, string, string> Sound =>
        new()
        {
            { "ClothesSupCon", Of("SupCon", "LabelLoss", "[Adam]", ", ViewCount = 3"), "ViewCount = 3" },
            {
                "ClothesInstanceDiscrimination",
                Of("InstanceDiscrimination", "NoiseLoss", "[MemoryBank(Momentum = 0.25)] [Adam]"),
                "Momentum = 0.25"
            },
            {
                "ClothesInstanceDiscrimination",
                Of("InstanceDiscrimination", "BankLoss", "[MemoryBank(Negatives = 16)] [Adam] [CosineSchedule]"),
                "Negatives = 16"
            },
            {
                "ClothesPirl",
                Of("Pirl", "NoiseLoss", "[Jigsaw(Grid = 2)] [MemoryBank] [Adam]", JigsawParts),
                "Grid = 2"
            },
            {
                "ClothesPirl",
                Of("Pirl", "BankLoss", "[Rotation(MinScale = 0.5)] [MemoryBank] [Adam]", TurnedParts),
                "MinScale = 0.5"
            },
            { "ClothesCpc", Of("Cpc", "PatchLoss", "[Adam]", ", Patch = 4, Steps = 1", "FlippedViews"), "Steps = 1" },
            {
                "ClothesCpc",
                Of("Cpc", "PatchLoss", "[Adam]", ", Patch = 2, Context = ContextKind.Gru", "FlippedViews"),
                "Patch = 2"
            },
            {
                "ClothesEndToEnd",
                Of("EndToEnd", "KeyLoss", "[Training(BatchSize = 64)] [Adam]", ", KeyEncoder = typeof(OtherEncoder)"),
                "BatchSize = 64"
            },
            { "ClothesSiamese", Of("Siamese", "PairLoss", "[Training(BatchSize = 64)] [Adam]"), "BatchSize = 64" },
        };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Stub_OfEveryMethod_HasThePublicSurfaceOfTheRealOne(string name, string source, string setting) =>
        StubTests.RequireSurface(name, source, setting);

    [Theory]
    [InlineData(
        "Pirl",
        ", PatchHead = typeof(JigsawHead)",
        "run.PatchHead, ClothesPirl.Lambda, ClothesPirl.BankMomentum",
        "CDSL0007"
    )]
    [InlineData(
        "Pirl",
        ", PatchViews = typeof(FlippedViews)",
        "run.PatchHead, ClothesPirl.JigsawGrid, ClothesPirl.JigsawCell, ClothesPirl.JigsawJitter, ClothesPirl.JigsawMinScale",
        "CDSL0007"
    )]
    [InlineData(
        "Pirl",
        " [MemoryBank(Negatives = 16)]",
        "run.PatchHead, run.Bank, ClothesPirl.Negatives, ClothesPirl.BankMomentum",
        "CDSL2008"
    )]
    [InlineData(
        "Pirl",
        "[Jigsaw(Grid = 2)]",
        "run.PatchHead, ClothesPirl.JigsawMinScale, ClothesPirl.JigsawGrid",
        "CDSL2009"
    )]
    [InlineData(
        "InstanceDiscrimination",
        "[MemoryBank(Negatives = 16)]",
        "ClothesInstanceDiscrimination.Negatives, ClothesInstanceDiscrimination.BankMomentum",
        "CDSL2008"
    )]
    [InlineData(
        "Cpc",
        ", Loss = typeof(PatchLoss)",
        "run.Context, run.Predictions, ClothesCpc.Patch, ClothesCpc.Stride, ClothesCpc.Rows, ClothesCpc.Steps",
        "CDSL0007"
    )]
    [InlineData("EndToEnd", "Views = typeof(ClothesViews), ", "run.KeyEncoder, run.KeyProjector", "CDSL0007")]
    [InlineData("SupCon", ", Loss = typeof(LabelLoss)", "run.Encoder, run.Projector", "CDSL0007")]
    public async Task Fault_OfAnIncompleteMethod_IsTheOnlyError(string kind, string missing, string uses, string rule)
    {
        var sound = All.First(found => found.Name == "Clothes" + kind).Source;
        sound.Should().Contain(missing);
        var source =
            sound.Replace(missing, string.Empty, StringComparison.Ordinal)
            + $$"""

                internal static class Uses { public static object Of(Clothes{{kind}} run) => ({{uses}}, run.ToString()); }
                """;

        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Files[$"Shop.Clothes{kind}.g.cs"].Should().Contain("Cannot work as declared");
        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await StubTests.ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be(rule);
    }

    [Theory]
    [InlineData("Pirl", "[PatchHead(Patches = 4, Hidden = 10, Output = 12)]", "[PatchHead(Patches = 4, Output = -1)]")]
    [InlineData("Pirl", "[NceLoss]", "[NceLoss(Temperature = 0)]")]
    [InlineData("Pirl", "[NceLoss]", "[NceLoss(Partition = -1)]")]
    [InlineData("SupCon", "[SupConLoss]", "[SupConLoss(BaseTemperature = 0)]")]
    [InlineData("Siamese", "[PairwiseContrastiveLoss(Margin = 1.5)]", "[PairwiseContrastiveLoss(Margin = -1)]")]
    [InlineData(
        "EndToEnd",
        "[BatchInfoNceLoss(Temperature = 0.2, Symmetric = true)]",
        "[BatchInfoNceLoss(Temperature = -1, Symmetric = true)]"
    )]
    public async Task Fault_OfAPart_IsTheOnlyError(string kind, string sound, string faulty)
    {
        var source = All.First(found => found.Name == "Clothes" + kind).Source;
        source.Should().Contain(sound);

        var run = GeneratorRun.Start(
            Compilations.Create(
                source.Replace(sound, faulty, StringComparison.Ordinal)
                    + $$"""

                    internal static class Uses
                    {
                        public static object Of(Clothes{{kind}} run, JigsawHead head, TorchSharp.torch.Tensor x) =>
                            (run.Encoder, head.call(x), JigsawHead.OutputSize, LabelLoss.Compute(x, x), LabelLoss.BaseTemperature, NoiseLoss.Compute(x, x, x), NoiseLoss.Partition, PairLoss.Margin, KeyLoss.Temperature);
                    }
                    """
            )
        );

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await StubTests.ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().StartWith("CDSL");
    }
}
