using ContrastiveDsl.Generators.Tests.Harness;
using static ContrastiveDsl.Generators.Tests.Harness.PretextSources;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loops of the methods with labels, memory banks, patches or two trained encoders.</summary>
public sealed class PretextTests
{
    [Fact]
    public Task SupCon_OfTwoViews_ReadsTheLabels() => Generated.MatchesAsync(
        Of("SupCon", "LabelLoss", "[Sgd(LearningRate = 0.05)] [CosineSchedule]"),
        "SupCon.TwoViews",
        "Shop.ClothesSupCon",
        "Shop.ClothesSupCon.Definition");

    [Fact]
    public Task SupCon_OfThreeViewsAndTwoFamilies_DrawsAllButTheFirstFromTheSecond() => Generated.MatchesAsync(
        Of("SupCon", "LabelLoss", "[Adam]", ", ViewCount = 3, SecondViews = typeof(FlippedViews)"),
        "SupCon.ThreeViews",
        "Shop.ClothesSupCon");

    [Fact]
    public Task InstanceDiscrimination_ByNoise_HasABankAndAPartition() => Generated.MatchesAsync(
        Of("InstanceDiscrimination", "NoiseLoss", "[MemoryBank(Momentum = 0.25, Negatives = 16)] [Adam]"),
        "InstanceDiscrimination.Nce",
        "Shop.ClothesInstanceDiscrimination",
        "Shop.ClothesInstanceDiscrimination.Definition");

    [Fact]
    public Task InstanceDiscrimination_ByTheFullSoftmaxOfAFilledBank_HasNoPartition() => Generated.MatchesAsync(
        Of("InstanceDiscrimination", "BankLoss", "[MemoryBank(Negatives = 0, Fill = true)] [Adam]"),
        "InstanceDiscrimination.FullSoftmax",
        "Shop.ClothesInstanceDiscrimination");

    [Fact]
    public Task Pirl_WithAPuzzle_ComparesBothTermsWithOneDraw() => Generated.MatchesAsync(
        Of("Pirl", "NoiseLoss", "[Jigsaw(Grid = 2)] [MemoryBank(Negatives = 16)] [Adam]", PuzzleParts),
        "Pirl.Jigsaw",
        "Shop.ClothesPirl",
        "Shop.ClothesPirl.Definition",
        "Shop.PuzzleHead",
        "Shop.NoiseLoss");

    [Fact]
    public Task Pirl_WithARotation_TurnsAnotherCrop() => Generated.MatchesAsync(
        Of("Pirl", "BankLoss", "[Rotation(MinScale = 0.5)] [MemoryBank(Negatives = 16, Distinct = true, ExcludePositive = true)] [Adam]", TurnedParts + ", Lambda = 0.25"),
        "Pirl.Rotation",
        "Shop.ClothesPirl",
        "Shop.TurnedHead");

    [Fact]
    public Task Cpc_WithMaskedConvolutions_PredictsTheRowsBelow() => Generated.MatchesAsync(
        Of("Cpc", "PatchLoss", "[Adam(LearningRate = 2e-4)]", ", Patch = 4, Stride = 2", "FlippedViews"),
        "Cpc.MaskedConvolution",
        "Shop.ClothesCpc",
        "Shop.ClothesCpc.Definition");

    [Fact]
    public Task Cpc_WithARecurrentUnitAndACrop_CropsEachPatch() => Generated.MatchesAsync(
        Of("Cpc", "PatchLoss", "[Adam]", ", Steps = 1, Context = ContextKind.Gru"),
        "Cpc.Gru",
        "Shop.ClothesCpc");

    [Fact]
    public Task EndToEnd_ByDefault_TrainsTwoNetworksOfOneKind() => Generated.MatchesAsync(
        Of("EndToEnd", "KeyLoss", "[Sgd(LearningRate = 0.05)]"),
        "EndToEnd.OneKind",
        "Shop.ClothesEndToEnd");

    [Fact]
    public Task EndToEnd_WithAnotherKeyEncoder_SizesItsHeadByIt() => Generated.MatchesAsync(
        Of("EndToEnd", "KeyLoss", "[Adam]", ", KeyEncoder = typeof(OtherEncoder), KeyProjector = typeof(ClothesProjector)"),
        "EndToEnd.OtherKeyEncoder",
        "Shop.ClothesEndToEnd",
        "Shop.ClothesEndToEnd.Definition");

    [Fact]
    public Task Siamese_WithoutLabels_HasViewsOfOneImageSimilar() => Generated.MatchesAsync(
        Of("Siamese", "PairLoss", "[Adam]"),
        "Siamese.Views",
        "Shop.ClothesSiamese");

    [Fact]
    public Task Siamese_WithLabels_ReadsThem() => Generated.MatchesAsync(
        Of("Siamese", "PairLoss", "[Adam]", ", Pairs = SimilarPairs.Labels"),
        "Siamese.Labels",
        "Shop.ClothesSiamese");

    [Fact]
    public Task Losses_OfTheseMethods_SayWhatTheyTakeAndReturn() => Generated.MatchesAsync(
        Of("SupCon", "LabelLoss", "[Adam]")
            .Replace("[SupConLoss]", "[SupConLoss(Temperature = 0.07, Form = SupConForm.In)]", StringComparison.Ordinal)
            .Replace("[NceLoss]", "[NceLoss(Partition = 4096.5)]", StringComparison.Ordinal),
        "Loss.LabelsAndBanks",
        "Shop.LabelLoss",
        "Shop.KeyLoss",
        "Shop.PatchLoss",
        "Shop.PairLoss",
        "Shop.NoiseLoss",
        "Shop.BankLoss");

    [Theory]
    [InlineData(1, "[B, 1, 8, 8]")]
    [InlineData(64, "[64B, 1, 8, 8]")]
    public void SupCon_OfAsManyViewsAsAreAllowed_Compiles(int views, string shape)
    {
        var run = GeneratorRun.Start(Compilations.Create(Of("SupCon", "LabelLoss", "[Adam]", $", ViewCount = {views}")));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Files["Shop.ClothesSupCon.g.cs"].Should().Contain($"views: {views}, ").And.Contain($"// {shape}").And.Contain($".view({views}, -1, ");
    }

    [Theory]
    [InlineData("SupCon", "LabelLoss", "[Adam]", "", "z, Tensor labels")]
    [InlineData("InstanceDiscrimination", "NoiseLoss", "[MemoryBank] [Adam]", "", "positives, Tensor negatives")]
    [InlineData("Pirl", "NoiseLoss", "[Rotation] [MemoryBank] [Adam]", TurnedParts, "positives, Tensor negatives")]
    [InlineData("Cpc", "PatchLoss", "[Adam]", "", "queries, Tensor keys")]
    [InlineData("EndToEnd", "KeyLoss", "[Adam]", "", "queries, Tensor keys")]
    [InlineData("Siamese", "PairLoss", "[Adam]", "", "z0, Tensor z1, Tensor labels")]
    public void Loss_OfTheUsers_IsCalledWithTheMethodsTensors(string method, string loss, string others, string arguments, string parameters)
    {
        var first = parameters.Split(',')[0];
        var source = "using static TorchSharp.torch;\n" + Of(method, loss, others, arguments).Replace($"Loss = typeof({loss})", "Loss = typeof(OwnLoss)", StringComparison.Ordinal) + $$"""


            /// <summary>Their own.</summary>
            [Loss]
            public static partial class OwnLoss
            {
                /// <summary>Nothing of worth.</summary>
                public static Tensor Compute(Tensor {{parameters}}) => {{first}}.mean();
            }
            """;

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Files[$"Shop.Clothes{method}.g.cs"].Should().Contain("OwnLoss.Compute(").And.NotContain("partition").And.NotContain("Cannot work as declared");
    }

    public static TheoryData<string, string, string> Sound => new()
    {
        { "ClothesSupCon", Of("SupCon", "LabelLoss", "[Adam]", ", ViewCount = 3"), "ViewCount = 3" },
        { "ClothesInstanceDiscrimination", Of("InstanceDiscrimination", "NoiseLoss", "[MemoryBank(Momentum = 0.25)] [Adam]"), "Momentum = 0.25" },
        { "ClothesInstanceDiscrimination", Of("InstanceDiscrimination", "BankLoss", "[MemoryBank(Negatives = 16)] [Adam] [CosineSchedule]"), "Negatives = 16" },
        { "ClothesPirl", Of("Pirl", "NoiseLoss", "[Jigsaw(Grid = 2)] [MemoryBank] [Adam]", PuzzleParts), "Grid = 2" },
        { "ClothesPirl", Of("Pirl", "BankLoss", "[Rotation(MinScale = 0.5)] [MemoryBank] [Adam]", TurnedParts), "MinScale = 0.5" },
        { "ClothesCpc", Of("Cpc", "PatchLoss", "[Adam]", ", Patch = 4, Steps = 1", "FlippedViews"), "Steps = 1" },
        { "ClothesCpc", Of("Cpc", "PatchLoss", "[Adam]", ", Patch = 2, Context = ContextKind.Gru", "FlippedViews"), "Patch = 2" },
        { "ClothesEndToEnd", Of("EndToEnd", "KeyLoss", "[Training(BatchSize = 64)] [Adam]", ", KeyEncoder = typeof(OtherEncoder)"), "BatchSize = 64" },
        { "ClothesSiamese", Of("Siamese", "PairLoss", "[Training(BatchSize = 64)] [Adam]"), "BatchSize = 64" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Stub_OfEveryMethod_HasThePublicSurfaceOfTheRealOne(string name, string source, string setting) => StubTests.RequireSurface(name, source, setting);

    [Theory]
    [InlineData("Pirl", ", PatchHead = typeof(PuzzleHead)", "run.PatchHead, ClothesPirl.Lambda, ClothesPirl.BankMomentum", "CDSL0007")]
    [InlineData("Pirl", ", PatchViews = typeof(FlippedViews)", "run.PatchHead, ClothesPirl.Grid, ClothesPirl.Cell, ClothesPirl.Jitter, ClothesPirl.MinScale", "CDSL0007")]
    [InlineData("Pirl", " [MemoryBank(Negatives = 16)]", "run.PatchHead, run.Bank, ClothesPirl.Negatives, ClothesPirl.BankMomentum", "CDSL2008")]
    [InlineData("Pirl", "[Jigsaw(Grid = 2)]", "run.PatchHead, ClothesPirl.MinScale, ClothesPirl.Grid", "CDSL2009")]
    [InlineData("InstanceDiscrimination", "[MemoryBank(Negatives = 16)]", "ClothesInstanceDiscrimination.Negatives, ClothesInstanceDiscrimination.BankMomentum", "CDSL2008")]
    [InlineData("Cpc", ", Loss = typeof(PatchLoss)", "run.Context, run.Predictions, ClothesCpc.Patch, ClothesCpc.Stride, ClothesCpc.Rows, ClothesCpc.Steps", "CDSL0007")]
    [InlineData("EndToEnd", "Views = typeof(ClothesViews), ", "run.KeyEncoder, run.KeyProjector", "CDSL0007")]
    [InlineData("SupCon", ", Loss = typeof(LabelLoss)", "run.Encoder, run.Projector", "CDSL0007")]
    public async Task Fault_OfAnIncompleteMethod_IsTheOnlyError(string kind, string missing, string uses, string rule)
    {
        var sound = All.First(found => found.Name == "Clothes" + kind).Source;
        sound.Should().Contain(missing);
        var source = sound.Replace(missing, string.Empty, StringComparison.Ordinal) + $$"""

            internal static class Uses { public static object Of(Clothes{{kind}} run) => ({{uses}}, run.ToString()); }
            """;

        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Files[$"Shop.Clothes{kind}.g.cs"].Should().Contain("Cannot work as declared");
        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await StubTests.ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be(rule);
    }

    [Theory]
    [InlineData("Pirl", "[PatchHead(Patches = 4, Output = 4)]", "[PatchHead(Patches = 4, Output = -1)]")]
    [InlineData("Pirl", "[NceLoss]", "[NceLoss(Temperature = 0)]")]
    [InlineData("Pirl", "[NceLoss]", "[NceLoss(Partition = -1)]")]
    [InlineData("SupCon", "[SupConLoss]", "[SupConLoss(BaseTemperature = 0)]")]
    [InlineData("Siamese", "[PairwiseContrastiveLoss(Margin = 1.5)]", "[PairwiseContrastiveLoss(Margin = -1)]")]
    [InlineData("EndToEnd", "[BatchInfoNceLoss(Temperature = 0.2, Symmetric = true)]", "[BatchInfoNceLoss(Temperature = -1, Symmetric = true)]")]
    public async Task Fault_OfAPart_IsTheOnlyError(string kind, string sound, string faulty)
    {
        var source = All.First(found => found.Name == "Clothes" + kind).Source;
        source.Should().Contain(sound);

        var run = GeneratorRun.Start(Compilations.Create(source.Replace(sound, faulty, StringComparison.Ordinal) + $$"""

            internal static class Uses
            {
                public static object Of(Clothes{{kind}} run, PuzzleHead head, TorchSharp.torch.Tensor x) =>
                    (run.Encoder, head.call(x), PuzzleHead.OutputSize, LabelLoss.Compute(x, x), LabelLoss.BaseTemperature, NoiseLoss.Compute(x, x, x), NoiseLoss.Partition, PairLoss.Margin, KeyLoss.Temperature);
            }
            """));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await StubTests.ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().StartWith("CDSL");
    }
}
