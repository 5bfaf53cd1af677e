extern alias generator;

using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using generator::ContrastiveDsl.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>A generator's driver and what its last run gave.</summary>
internal sealed class GeneratorRun
{
    private const string EmbeddedAttribute = "Microsoft.CodeAnalysis.EmbeddedAttribute.g.cs";

    private readonly GeneratorDriver driver;

    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        this.driver = driver;
        Output = output;
    }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator gave.</summary>
    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>The generated files by name, without the attribute that the compiler asks for.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result
            .GeneratedSources.Where(source => source.HintName != EmbeddedAttribute)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Runs a new generator.</summary>
    public static GeneratorRun Start(Compilation compilation, BuildProperties? properties = null)
    {
        var options = new GeneratorDriverOptions(
            IncrementalGeneratorOutputKind.None,
            trackIncrementalGeneratorSteps: true
        );
        var driver = CSharpGeneratorDriver.Create(
            [new ContrastiveDslGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options,
            optionsProvider: properties,
            driverOptions: options
        );
        return Run(driver, compilation, CancellationToken.None);
    }

    /// <summary>Runs the same generator again.</summary>
    public GeneratorRun Next(Compilation compilation, CancellationToken token = default) =>
        Run(driver, compilation, token);

    /// <summary>Assertions about the run.</summary>
    public GeneratorRunAssertions Should() => new(this);

    /// <summary>The files that were written anew, by name.</summary>
    public IReadOnlyList<string> ModifiedFiles() =>
        [
            .. Result
                .TrackedOutputSteps.Values.SelectMany(runs => runs)
                .SelectMany(run => run.Outputs)
                .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
                .SelectMany(output => Names(output.Value))
                .Where(name => name != EmbeddedAttribute)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Why the values of a step are what they are.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs)
            ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)]
            : [];

    /// <summary>Why the files are what they are.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [
            .. Result
                .TrackedOutputSteps.Values.SelectMany(runs => runs)
                .SelectMany(run => run.Outputs)
                .Select(output => output.Reason),
        ];

    /// <summary>An output's value is a pair of files and diagnostics, of types that are Roslyn's own.</summary>
    private static IEnumerable<string> Names(object output) =>
        ((IEnumerable)((ITuple)output)[0]!)
            .Cast<object>()
            .Select(file => (string)file.GetType().GetProperty("HintName")!.GetValue(file)!);

    private static GeneratorRun Run(GeneratorDriver driver, Compilation compilation, CancellationToken token)
    {
        var next = driver.RunGeneratorsAndUpdateCompilation(
            compilation,
            out var output,
            out ImmutableArray<Diagnostic> _,
            token
        );
        return new GeneratorRun(next, output);
    }
}
