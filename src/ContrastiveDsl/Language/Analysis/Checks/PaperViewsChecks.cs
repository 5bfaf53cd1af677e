namespace ContrastiveDsl.Language;

/// <summary>Checks augmentation families against those of a method's authors.</summary>
internal static class PaperViewsChecks
{
    /// <summary>
    /// Checks that the views come from two families where the authors' do. Whoever writes one family twice says that it
    /// is meant.
    /// </summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.SecondViews is null
            && experiment.Method.Families(experiment.Encoder) is { } families
            && !analysis.IsWritten(experiment.Attribute, nameof(ExperimentAttribute.SecondViews))
        )
        {
            findings.Add(
                MethodRules.OneFamily,
                experiment.At(nameof(ExperimentAttribute.Views)),
                experiment.Method.Facts.Name,
                families.First.ToString(),
                families.Second.ToString(),
                families.Difference
            );
        }
    }
}
