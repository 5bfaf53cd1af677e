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

    /// <summary>
    /// A finding for who has no source before them: what to set is said as the option that sets it here, or else the
    /// option is named.
    /// </summary>
    private static string Line(Finding finding)
    {
        var line = $"{finding.Rule.Id}: {finding.Message}";
        if (OptionOf(finding.Place.Argument) is not { } option)
        {
            return line;
        }

        var advised = line.Replace($"Set {finding.Place.Argument} = ", $"Give {option} ", StringComparison.Ordinal);
        return advised == line ? $"{line} Here {option} sets it." : advised;
    }

    private static string? OptionOf(string? argument) =>
        argument switch
        {
            nameof(TrainingAttribute.BatchSize) => Verbs.BatchSizeOption,
            nameof(TrainingAttribute.Epochs) => Verbs.EpochsOption,
            nameof(TrainingAttribute.Seed) => Verbs.SeedOption,
            _ => null,
        };
}
