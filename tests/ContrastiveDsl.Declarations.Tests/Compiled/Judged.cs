using ContrastiveDsl.Declarations.Tests.Random;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Declarations.Tests.Compiled;

/// <summary>What compiler, rules and the running program make of a project.</summary>
internal static class Judged
{
    /// <summary>Compiles it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="isRun">Whether what was accepted is linked, loaded and read again.</param>
    public static IReadOnlyList<Outcome> Of(Project project, bool isRun)
    {
        var outcomes = CompiledProject.JudgeAsync(project).GetAwaiter().GetResult();
        var accepted = outcomes.Where(outcome => outcome is { IsAccepted: true, Method.Length: > 0 }).ToArray();
        if (!isRun || accepted.Length == 0 || outcomes.Any(outcome => outcome.Faults.Count > 0))
        {
            return outcomes;
        }

        using var program = LoadedProgram.Of([.. accepted.Select(outcome => outcome.Declaration)]);
        var read = accepted
            .Zip(program.Experiments())
            .ToDictionary(pair => pair.First, pair => Read(pair.First, pair.Second));
        return [.. outcomes.Select(outcome => read.GetValueOrDefault(outcome, outcome))];
    }

    private static Outcome Read(Outcome outcome, ExperimentDefinition? definition) =>
        LoadedProgram.Disagreement(definition) is { } fault
            ? outcome with
            {
                Faults = [fault],
            }
            : outcome with
            {
                IsTrainable = TrainedExperiment.IsTrainable(definition!.Model),
            };
}
