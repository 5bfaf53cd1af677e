extern alias generator;

using System.Text.RegularExpressions;
using generator::ContrastiveDsl.Generators.Diagnostics;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>Every rule fires on the example of its page, where the page says, with the message of the page, and nothing else does; put right, nothing is left.</summary>
public sealed class RulePageTests
{
    /// <summary>Faults of the project, of the images and of the tool itself, which no source shows; they have tests of their own.</summary>
    private static readonly string[] BeyondSource = ["CDSL0014", "CDSL1032", "CDSL1033", "CDSL3002", "CDSL9999"];

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
        ("ClothesEncoder", "[Encoder(Channels = 1, ImageSize = 28)] [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool] public partial class ClothesEncoder;"),
        ("ClothesProjector", "[ProjectionHead(Hidden = 256, Output = 64)] public partial class ClothesProjector;"),
        ("ClothesViews", "[AugmentationFamily] [RandomResizedCrop] [Normalize(0.2860, 0.3530)] public partial class ClothesViews;"),
        ("ClothesLoss", "[NtXentLoss(Temperature = 0.2)] public partial class ClothesLoss;"),
    ];

    public static TheoryData<string> Ids
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var id in RuleCatalogue.All.Select(rule => rule.Id).Except(BeyondSource))
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

        var diagnostics = await Analysis.RunAsync(page.Invalid!, Surroundings(page.Invalid!), Usings);

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be(id);
        diagnostic.GetMessage().Should().Be(page.Message);
        Analysis.TextAt(diagnostic.Location).Should().Be(page.Place);
        diagnostic.Location.SourceTree!.FilePath.Should().Be("Source0.cs");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Fixed_Example_IsClean(string id)
    {
        var page = RulePage.All.Single(candidate => candidate.Id == id);

        (await Analysis.RunAsync(page.Fixed, Surroundings(page.Fixed), Usings)).Should().BeEmpty();
    }

    [Fact]
    public void Descriptors_EveryRule_LinksItsPage()
    {
        var descriptors = new ContrastiveDslAnalyzer().SupportedDiagnostics;

        descriptors.Select(descriptor => descriptor.Id).Should().BeEquivalentTo(RuleCatalogue.All.Select(rule => rule.Id));
        foreach (var descriptor in descriptors)
        {
            descriptor.HelpLinkUri.Should().Be($"docs/diagnostics/{descriptor.Id}.md");
            RulePage.All.Should().ContainSingle(page => page.Id == descriptor.Id);
        }
    }

    private static string Surroundings(string example) =>
        string.Join("\n", Parts.Where(part => !Regex.IsMatch(example, $@"class {part.Name}\b")).Select(part => part.Source));
}
