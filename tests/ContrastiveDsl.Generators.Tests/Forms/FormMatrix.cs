extern alias generator;

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Tests.Forms;

/// <summary>What the compiler and the analyzer say about one cell of the matrix.</summary>
/// <param name="Cell">What declares the class.</param>
/// <param name="Ours">Ids of our errors, sorted.</param>
/// <param name="Compiler">Ids of the errors that the class has without generated code, too.</param>
/// <param name="Violations">Everything that should not be said.</param>
internal sealed record FormOutcome(
    string Cell,
    IReadOnlyList<string> Ours,
    IReadOnlyList<string> Compiler,
    IReadOnlyList<string> Violations
);

/// <summary>
/// Puts every attribute on a class of one form, an experiment and a program around each, and compiles all of them at
/// once, each in a namespace of its own.
/// </summary>
internal static partial class FormMatrix
{
    /// <summary>What belongs to no cell.</summary>
    public const string Elsewhere = "elsewhere";

    private const string Documentation = "#pragma warning disable CS1591\n";

    /// <summary>References are read and bound once for all compilations that begin here.</summary>
    private static readonly CSharpCompilation Empty = Compilations.Create([]);

    private static readonly SyntaxTree SoundParts = Parse(FormCell.SoundParts, "Sound.cs");

    private static readonly Lazy<Task<IReadOnlyDictionary<string, IReadOnlyList<FormOutcome>>>> Outcomes = new(
        RunAsync
    );

    private static readonly (string Name, bool IsGenerated, bool IsImage)[] Linked =
    [
        ("of a library", true, true),
        ("of another project", true, false),
        ("of a library without the generator", false, true),
        ("of another project without the generator", false, false),
    ];

    /// <summary>The forms, and the ways in which a class can be one of another assembly.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [.. ClassForm.All.Select(form => form.Name), .. Linked.Select(linked => linked.Name)];

    /// <summary>
    /// The outcome of every attribute on a class of a form. All forms are compiled once, side by side.
    /// </summary>
    public static async Task<IReadOnlyList<FormOutcome>> OutcomesAsync(string form) => (await Outcomes.Value)[form];

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<FormOutcome>>> RunAsync()
    {
        var outcomes = new ConcurrentDictionary<string, IReadOnlyList<FormOutcome>>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(Forms, async (name, _) =>
        {
            var linked = Linked.FirstOrDefault(candidate => candidate.Name == name);
            outcomes[name] = linked.Name is null
                ? await RunAsync(ClassForm.All.Single(form => form.Name == name))
                : await RunLinkedAsync(linked.IsGenerated, linked.IsImage);
        });
        return outcomes;
    }

    /// <summary>The outcome of every attribute on a class of the form.</summary>
    private static async Task<IReadOnlyList<FormOutcome>> RunAsync(ClassForm form)
    {
        var cells = (form == ClassForm.All[0] ? FormCell.All : FormCell.AllButTwins)
            .Where(cell => form.AppliesTo(cell))
            .ToArray();
        var declarations = new List<SyntaxTree> { SoundParts };
        var programs = new List<SyntaxTree>();
        foreach (var cell in cells)
        {
            declarations.AddRange(Declare(form, cell));
            programs.Add(Parse(Program(form, cell), NamespaceOf(cell) + "/Program.cs"));
        }

        var compilation = Empty.AddSyntaxTrees(declarations);
        var alone = compilation.GetDiagnostics().Select(Line).ToHashSet(StringComparer.Ordinal);
        return await JudgeAsync(compilation.AddSyntaxTrees(programs), alone, cells);
    }

    /// <summary>The outcome of each attribute on a class in another assembly.</summary>
    /// <param name="isGenerated">Whether that assembly was compiled with the generator.</param>
    /// <param name="isImage">Whether it has been compiled, or is a project of the same solution.</param>
    private static async Task<IReadOnlyList<FormOutcome>> RunLinkedAsync(bool isGenerated, bool isImage)
    {
        var cells = FormCell.All.Where(cell => cell.Consumer.Length > 0).ToArray();
        Compilation library = Empty
            .WithAssemblyName("Library")
            .AddSyntaxTrees(
                cells.Select(cell =>
                    Parse(
                        Fill(Documentation + Head(cell) + "ATTR public partial class OddBASE { BODY }", cell, body =>
                            body
                        ),
                        NamespaceOf(cell) + "/Part.cs"
                    )
                )
            );
        library = isGenerated ? GeneratorRun.Start(library).Output : library;
        var compilation = Empty
            .AddReferences(isImage ? Image(library) : library.ToMetadataReference())
            .AddSyntaxTrees(SoundParts)
            .AddSyntaxTrees(
                cells.Select(cell =>
                    Parse(
                        Documentation
                            + Head(cell)
                            + cell.Consumer.Replace("TYPE", "Odd", StringComparison.Ordinal)
                            + " public partial class Consumer;",
                        NamespaceOf(cell) + "/Odd.cs"
                    )
                )
            )
            .AddSyntaxTrees(
                cells.Select(cell =>
                    Parse(
                        Program(isGenerated ? ClassForm.All[0] : ClassForm.NotGenerated, cell),
                        NamespaceOf(cell) + "/Program.cs"
                    )
                )
            );
        return await JudgeAsync(compilation, new HashSet<string>(StringComparer.Ordinal), cells);
    }

    private static MetadataReference Image(Compilation library)
    {
        using var image = new MemoryStream();
        library.Emit(image).Diagnostics.Should().BeEmpty();
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static async Task<IReadOnlyList<FormOutcome>> JudgeAsync(
        Compilation compilation,
        HashSet<string> alone,
        FormCell[] cells
    )
    {
        var run = GeneratorRun.Start(compilation);
        var ours = await run
            .Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([new ContrastiveDslAnalyzer()], new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync();
        var compiler = run
            .Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .ToArray();
        Diagnostic[] all =
        [
            .. run.Result.Diagnostics,
            .. ours.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
        ];
        var stubs = run.Files.Where(file => file.Value.Contains("Cannot work as declared", StringComparison.Ordinal));
        return
        [
            .. cells.Select(cell => Judge(cell, all, compiler, alone, [.. stubs.Select(stub => stub.Key)])),
            Judge(null, all, compiler, alone, []),
        ];
    }

    /// <summary>The outcome of one cell, or of what belongs to none.</summary>
    private static FormOutcome Judge(
        FormCell? cell,
        IReadOnlyList<Diagnostic> ours,
        IReadOnlyList<Diagnostic> compiler,
        HashSet<string> alone,
        IReadOnlyList<string> stubs
    )
    {
        var ourIds = ours.Where(Belongs).Select(diagnostic => diagnostic.Id).ToArray();
        var own = compiler.Where(Belongs).Where(diagnostic => alone.Contains(Line(diagnostic))).ToArray();
        var violations = compiler
            .Where(Belongs)
            .Where(diagnostic => !alone.Contains(Line(diagnostic)))
            .Concat(ours.Where(Belongs).Where(diagnostic => diagnostic.Id == "CDSL9999"))
            .Select(Line)
            .ToList();
        if (ourIds.Length == 0 && own.Length == 0 && stubs.FirstOrDefault(IsOf) is { } stub)
        {
            violations.Add(stub + " throws, and nothing is reported.");
        }

        return new FormOutcome(
            cell?.Name ?? Elsewhere,
            [.. ourIds.Distinct().Order(StringComparer.Ordinal)],
            [.. own.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)],
            [.. violations.Distinct().Order(StringComparer.Ordinal)]
        );

        bool Belongs(Diagnostic diagnostic)
        {
            var path = diagnostic.Location.GetLineSpan().Path ?? string.Empty;
            return cell is null ? !path.Contains("Cell_", StringComparison.Ordinal) : IsOf(path);
        }

        bool IsOf(string path) => Regex.IsMatch(path, $@"\b{NamespaceOf(cell!)}\b");
    }

    private static IEnumerable<SyntaxTree> Declare(ClassForm form, FormCell cell)
    {
        var template = form.Template;
        if (!template.Contains("CONSUMER", StringComparison.Ordinal) && cell.Consumer.Length > 0)
        {
            var parts = template.Split("\n---\n");
            parts[0] += "\nCONSUMER public partial class Consumer;";
            template = string.Join("\n---\n", parts);
        }
        else if (cell.Consumer.Length == 0)
        {
            template = template.Replace("CONSUMER public partial class Consumer;", "", StringComparison.Ordinal);
        }

        var text = Fill(template, cell, form.ChangeBody)
            .Replace("CONSUMER", cell.Consumer, StringComparison.Ordinal)
            .Replace("TYPE", form.Type, StringComparison.Ordinal);
        return text.Split("\n---\n")
            .Select(
                (part, index) =>
                    Parse(
                        Documentation + Head(cell) + part,
                        NamespaceOf(cell) + "/Odd" + (index == 0 ? "" : "2") + ".cs"
                    )
            );
    }

    private static string Fill(string template, FormCell cell, Func<string, string> changeBody) =>
        template
            .Replace("ATTR", string.Join(" ", cell.Attributes), StringComparison.Ordinal)
            .Replace("FIRST", cell.Attributes[0], StringComparison.Ordinal)
            .Replace("REST", string.Join(" ", cell.Attributes.Skip(1)), StringComparison.Ordinal)
            .Replace("BASE", cell.Base.Length == 0 ? "" : " : " + cell.Base, StringComparison.Ordinal)
            .Replace("BODY", changeBody(cell.Body), StringComparison.Ordinal)
            .Replace("ODD", "Odd", StringComparison.Ordinal);

    /// <summary>A program that uses what the form lets it use.</summary>
    private static string Program(ClassForm form, FormCell cell)
    {
        var uses = new List<string>();
        if (form.Use != FormUse.Nothing)
        {
            uses.AddRange(cell.StaticUses.Select(use => "_ = " + use + ";"));
        }

        if (form.Use == FormUse.All && cell.Arguments is not null)
        {
            uses.Add($"_ = new TYPE({form.Arguments ?? cell.Arguments}){cell.InstanceUse};");
        }

        if (cell.Consumer.Length > 0 && form.ConsumerType is not null)
        {
            uses.AddRange(
                (
                    form.IsHidden ? ExperimentUses[..2]
                    : cell.ConsumerHasProjector ? ExperimentUses
                    : ExperimentUses[..3]
                ).Select(use => use.Replace("TYPE", form.ConsumerType, StringComparison.Ordinal))
            );
        }

        return "#pragma warning disable CS0612, CS0618, SHOP001\n"
            + Head(cell)
            + $$"""
                internal static class Program
                {
                    internal static void Main(TorchSharp.torch.Tensor images, ContrastiveDsl.Augmentation.TransformDraws draws, ContrastiveDsl.Training.RunSettings settings)
                    {
                        _ = ContrastiveDsl.Experiments.All;
                        {{string.Join("\n", uses).Replace("TYPE", form.UseType ?? form.Type, StringComparison.Ordinal)}}
                    }
                }
                """;
    }

    private static readonly string[] ExperimentUses =
    [
        "_ = (TYPE.Definition, TYPE.Defaults);",
        "using (ContrastiveDsl.Training.IExperiment experiment = new TYPE(settings)) { _ = experiment.Embed(images); }",
        "_ = new TYPE(settings).Encoder.call(images);",
        "_ = new TYPE(settings).Projector.call(images);",
    ];

    private static string Head(FormCell cell) => $"using ContrastiveDsl;\nnamespace Shop.{NamespaceOf(cell)};\n";

    private static string NamespaceOf(FormCell cell) => "Cell_" + NoLetters().Replace(cell.Name, "_");

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, path);

    private static string Line(Diagnostic diagnostic) =>
        diagnostic.Id
        + " "
        + diagnostic.Location.GetLineSpan().Path
        + " "
        + diagnostic.Location.GetLineSpan().StartLinePosition
        + ": "
        + diagnostic.GetMessage();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NoLetters();
}
