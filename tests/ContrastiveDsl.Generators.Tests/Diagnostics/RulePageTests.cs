extern alias generator;

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContrastiveDsl.CodeFixes;
using generator::ContrastiveDsl.Generators.Diagnostics;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>
/// Every rule fires on the example of its page, where the page says, with the message of the page, and nothing else
/// does; put right, nothing is left.
/// </summary>
public sealed class RulePageTests
{
    private const string Usings = """
        global using System;
        global using ContrastiveDsl;
        global using ContrastiveDsl.Augmentation;
        global using TorchSharp;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    /// <summary>The parts that examples name without declaring them.</summary>
    private static readonly (string Name, string Source)[] Parts =
    [
        (
            "ClothesEncoder",
            "[Encoder(Channels = 1, ImageSize = 28)] [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool] public partial class ClothesEncoder;"
        ),
        ("ClothesProjector", "[ProjectionHead(Hidden = 256, Output = 64)] public partial class ClothesProjector;"),
        (
            "ClothesViews",
            "[AugmentationFamily] [RandomResizedCrop] [Normalize(0.2860, 0.3530)] public partial class ClothesViews;"
        ),
        ("ClothesLoss", "[NtXentLoss(Temperature = 0.2)] public partial class ClothesLoss;"),
        (
            "GroupEncoder",
            "[Encoder(Channels = 1, ImageSize = 28)] [Conv(32, 3)] [GroupNorm(8)] [Relu] [GlobalAveragePool] public partial class GroupEncoder;"
        ),
        ("ClothesPredictor", "[PredictionHead(Hidden = 256, Output = 64)] public partial class ClothesPredictor;"),
        (
            "OtherViews",
            "[AugmentationFamily] [RandomResizedCrop] [GaussianBlur(Kernel = 3)] [Normalize(0.2860, 0.3530)] public partial class OtherViews;"
        ),
        ("BottleneckPredictor", "[PredictionHead(Hidden = 16, Output = 64)] public partial class BottleneckPredictor;"),
        (
            "PlainProjector",
            "[ProjectionHead(Hidden = 256, Output = 64, Norm = Norm.None)] public partial class PlainProjector;"
        ),
        ("QueueLoss", "[InfoNceLoss(Temperature = 0.1)] public partial class QueueLoss;"),
        ("KeyLoss", "[MoCoV3Loss] public partial class KeyLoss;"),
        ("TargetLoss", "[ByolLoss] public partial class TargetLoss;"),
        ("CosineLoss", "[NegativeCosineLoss] public partial class CosineLoss;"),
        ("RunAwayLoss", "[RaftLoss] public partial class RunAwayLoss;"),
        ("NoiseLoss", "[NceLoss] public partial class NoiseLoss;"),
        ("PatchLoss", "[BatchInfoNceLoss] public partial class PatchLoss;"),
        ("JigsawHead", "[PatchHead(Patches = 9, Output = 64)] public partial class JigsawHead;"),
        (
            "PatchViews",
            "[AugmentationFamily] [RandomHorizontalFlip] [Normalize(0.2860, 0.3530)] public partial class PatchViews;"
        ),
    ];

    public static TheoryData<string> Ids
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var id in RuleCatalogue.All.Select(rule => rule.Id).Except(RulePage.BeyondSource))
            {
                data.Add(id);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Invalid_Example_IsTheOnlyThingReported(string id)
    {
        var page = RulePage.All.Single(candidate => candidate.Id == id);
        page.Invalid.Should().NotBeNull("the page shows an example that fires");

        var diagnostics = await ReportedAsync(page.Invalid!);

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be(id);
        diagnostic.GetMessage().Should().Be(page.Message);
        Analysis.TextAt(diagnostic.Location).Should().Be(page.Place);
        diagnostic.Location.SourceTree!.FilePath.Should().Be("Source0.cs");
        var titles = OfferedFixes.Read(diagnostic).Select(fix => FixTitle.Of(fix, CancellationToken.None));
        page.Offered.Should().Be(string.Join("; ", titles), "the page says what an editor offers");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Fixed_Example_IsClean(string id)
    {
        var page = RulePage.All.Single(candidate => candidate.Id == id);

        (await ReportedAsync(page.Fixed)).Should().BeEmpty();
    }

    [Fact]
    public void Descriptors_EveryRule_LinksItsPage()
    {
        var descriptors = new ContrastiveDslAnalyzer().SupportedDiagnostics;

        descriptors
            .Select(descriptor => descriptor.Id)
            .Should()
            .BeEquivalentTo(RuleCatalogue.All.Select(rule => rule.Id));
        foreach (var descriptor in descriptors)
        {
            descriptor.HelpLinkUri.Should().BeEmpty("no editor opens a relative path");
            RulePage.All.Should().ContainSingle(page => page.Id == descriptor.Id);
        }
    }

    /// <summary>What is worth knowing is reported too.</summary>
    private static Task<ImmutableArray<Diagnostic>> ReportedAsync(string example) =>
        Analysis.RunAsync(Analysis.Compile(example, Surroundings(example), Usings), DiagnosticSeverity.Info);

    private static string Surroundings(string example) =>
        string.Join(
            "\n",
            Parts.Where(part => !Regex.IsMatch(example, $@"class {part.Name}\b")).Select(part => part.Source)
        );
}
