using System.Globalization;
using System.Runtime.Loader;
using ContrastiveDsl.Declarations.Tests.Random;
using ContrastiveDsl.Hosting;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Declarations.Tests.Compiled;

/// <summary>A program of declarations that have no error, loaded.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext context = new("random", isCollectible: true);
    private readonly IReadOnlyList<Declaration> declarations;

    private LoadedProgram(IReadOnlyList<Declaration> declarations) => this.declarations = declarations;

    /// <summary>Compiles and loads.</summary>
    public static LoadedProgram Of(IReadOnlyList<Declaration> declarations)
    {
        using var image = new MemoryStream();
        var emitted = CompiledProject.Link(declarations).Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var program = new LoadedProgram(declarations);
        program.context.LoadFromStream(image);
        return program;
    }

    /// <summary>The experiment of each declaration; <see langword="null"/> where the list of all lacks it.</summary>
    public IReadOnlyList<ExperimentDefinition?> Experiments()
    {
        var all =
            (IReadOnlyList<ExperimentDefinition>)
                context
                    .Assemblies.Single()
                    .GetType("ContrastiveDsl.Experiments", throwOnError: true)!
                    .GetProperty("All")!
                    .GetValue(null)!;
        return
        [
            .. declarations.Select(
                (_, index) =>
                    all.SingleOrDefault(found =>
                        found.QualifiedName.StartsWith(CompiledProject.SpaceOf(index) + ".", StringComparison.Ordinal)
                    )
            ),
        ];
    }

    /// <summary>
    /// What a program that reads the declaration anew says otherwise than the compiler did; <see langword="null"/> if
    /// it agrees.
    /// </summary>
    public static string? Disagreement(ExperimentDefinition? definition)
    {
        if (definition is null)
        {
            return "The list of experiments lacks it.";
        }

        try
        {
            var model = definition.Model;
            var error = ExperimentAnalysis
                .CheckAll(model)
                .FirstOrDefault(finding => finding.Rule.Severity == Severity.Error);
            return error is null ? Overflow(ExperimentDescription.Of(model)) : error.Rule.Id + ": " + error.Message;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => context.Unload();

    /// <summary>A figure that cannot be.</summary>
    private static string? Overflow(ExperimentDescription description)
    {
        long?[] counts =
        [
            description.Facts.Parameters,
            description.Facts.FollowingParameters,
            description.NegativesPerAnchor,
            description.Similarities?.Rows,
            description.Similarities?.Columns,
            description.SimilarityBytes,
            description.Facts.QueueBytes,
            description.Facts.BankBytes,
            description.Schedule?.TotalSteps,
            description.Schedule?.WarmupSteps,
        ];
        if (counts.Any(count => count < 0))
        {
            return "A figure of describe is negative: " + string.Join(", ", counts);
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        DescriptionView.Show(
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) }),
            description
        );
        return text.ToString().Contains("NaN", StringComparison.Ordinal) ? "describe says NaN: " + text : null;
    }
}
