using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The rules of the language, applied to an experiment as it is about to run: overridden settings and opened data
/// included.
/// </summary>
internal static class RuleCheck
{
    /// <summary>Shows what deserves a word, and refuses what would crash, hang or not learn.</summary>
    /// <param name="model">The experiment with its resolved settings.</param>
    /// <param name="warnings">Where warnings go.</param>
    /// <exception cref="InputException">A rule is broken.</exception>
    internal static void Require(ExperimentModel model, TextWriter warnings)
    {
        var findings = ExperimentAnalysis.CheckAll(model);
        var errors = findings.Where(finding => finding.Rule.Severity == Severity.Error).Select(Line).ToArray();
        if (errors.Length > 0)
        {
            throw new InputException(errors);
        }

        foreach (var finding in findings.Where(finding => finding.Rule.Severity == Severity.Warning))
        {
            warnings.WriteLine("warning: " + Line(finding));
        }
    }

    /// <summary>A finding, and the option that sets what it is about, for who has no source before them.</summary>
    private static string Line(Finding finding) =>
        $"{finding.Rule.Id}: {finding.Message}"
        + (OptionOf(finding.Place.Argument) is { } option ? $" Here {option} sets it." : "");

    private static string? OptionOf(string? argument) =>
        argument switch
        {
            nameof(TrainingAttribute.BatchSize) => Verbs.BatchSizeOption,
            nameof(TrainingAttribute.Epochs) => Verbs.EpochsOption,
            nameof(TrainingAttribute.Seed) => Verbs.SeedOption,
            _ => null,
        };
}
