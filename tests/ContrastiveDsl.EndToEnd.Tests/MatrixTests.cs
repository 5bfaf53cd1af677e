using System.Runtime.CompilerServices;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// Every kind of experiment has all that belongs to one: a kind that lacks something fails here by name.
/// </summary>
public sealed class MatrixTests
{
    public static TheoryData<string> Kinds => new(KindNames);

    /// <summary>The attributes of experiments, without the ending.</summary>
    internal static IEnumerable<string> KindNames =>
        typeof(ExperimentAttribute)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(ExperimentAttribute)) && !type.IsAbstract)
            .Select(type => type.Name[..^"Attribute".Length]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasAMethodInTheLanguage(string kind) =>
        MethodCatalogue.All.Select(method => method.Word).Should().Contain(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasASnapshot(string kind) =>
        Directory
            .EnumerateFiles(
                InRepository("tests", "ContrastiveDsl.Generators.Tests", "Snapshots"),
                $"{kind}.*.verified.cs"
            )
            .Should()
            .NotBeEmpty();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasAProofOfItsLoss(string kind)
    {
        MethodProof.All.Should().ContainKey(kind);
        var proof = MethodProof.All[kind];
        if (proof.ClosedForms is { } tests)
        {
            proof.GoldenTopic.Should().BeNull();
            var source = File.ReadAllText(InRepository("tests", "ContrastiveDsl.Tests", "Losses", $"{tests}.cs"));
            source
                .Should()
                .MatchRegex(@"void Loss_Any\w+_EqualsTheDefinition\(")
                .And.Contain("void Loss_Gradient_EqualsFiniteDifferences(");
            return;
        }

        File.Exists(InRepository("tests", "ContrastiveDsl.Goldens.Tests", "Goldens", $"{proof.GoldenTopic}.json"))
            .Should()
            .BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasAnExample(string kind) =>
        Directory
            .EnumerateFiles(InRepository("examples"), "*.cs", SearchOption.AllDirectories)
            .Should()
            .Contain(file => File.ReadAllText(file).Contains($"[{kind}(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasADocumentationPage(string kind) =>
        File.ReadAllText(InRepository("docs", "methods", $"{kind.ToLowerInvariant()}.md"))
            .Should()
            .Contain($"[{kind}(");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_HasRules(string kind)
    {
        // A custom loss may be sound with a single image.
        var declared = Experiments
            .All.Select(found => found.Model)
            .First(model => model.Method.Facts.Word == kind && !model.Loss.IsCustom);
        ExperimentAnalysis
            .CheckAll(declared)
            .Where(finding => finding.Rule.Severity == Severity.Error)
            .Should()
            .BeEmpty();

        // A queue below a batch would lose keys before they are negatives, entries with a momentum of 1 never learn,
        // below the last row is nothing to predict; what else is at fault, the method's proof knows.
        var faulty = declared switch
        {
            { Queue: { } queue } => declared with
            {
                Method = declared.Method with { Memory = new(queue with { Size = declared.Training.BatchSize - 1 }) },
            },
            { Bank: { } bank } => declared with
            {
                Method = declared.Method with { Memory = new(bank with { Momentum = 1 }) },
            },
            { Method: CpcModel { Patches: var grid } cpc } => declared with
            {
                Method = cpc with { Steps = grid.Positions(declared.Encoder.ImageSize) },
            },
            _ => MethodProof.All[kind].Faulty(declared),
        };
        ExperimentAnalysis.CheckAll(faulty).Should().Contain(finding => finding.Rule.Severity == Severity.Error);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsStoppedAndResumedInATest(string kind) =>
        TrainingTests
            .Trained.Should()
            .Contain(found => found.Model.Method.Facts.Word == kind, "the resume test runs all of these");

    private static string InRepository(params string[] parts) => Path.Combine([Root(), .. parts]);

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
