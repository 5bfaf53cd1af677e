namespace ContrastiveDsl.Language;

/// <summary>Checks that families normalize as many channels as images have, and all of them alike.</summary>
internal static class NormalizeFitChecks
{
    /// <summary>Checks the channels of one family of an experiment.</summary>
    /// <param name="experiment">The experiment, whose encoder says how many channels images have.</param>
    /// <param name="views">The family.</param>
    /// <param name="place">Where the experiment names it.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckChannels(ExperimentModel experiment, ViewsModel views, Place place, FindingList findings)
    {
        var encoder = experiment.Encoder;
        // Where it is to be changed: for experiments that share family and encoder it is said once, with the family.
        if (
            views.Normalize is { } normalize
            && HasOtherChannels(experiment, views)
            && !findings.HasErrorAt(views.At(normalize))
        )
        {
            findings.AddConflict(
                ShapeRules.NormalizeChannels,
                views.At(normalize),
                place,
                views.Type.Name,
                Text.Channels(normalize.Mean.Count),
                encoder.Type.Name,
                Text.Of(encoder.Channels),
                Text.Of(normalize.Mean.Count)
            );
        }
    }

    /// <summary>
    /// Checks the second views, unless they have an encoder of their own, whose range may be its own, too.
    /// </summary>
    public static void CheckSecond(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (
            experiment.SecondViews is { } second
            && second.Type != experiment.Views.Type
            && (experiment.KeyEncoder is null || experiment.KeyEncoder.Type == experiment.Encoder.Type)
            && analysis.IsSound(second)
        )
        {
            Check(analysis, second, (nameof(ExperimentAttribute.SecondViews), "the two views"), findings);
        }
    }

    /// <summary>Checks that a family normalizes as that of the views does.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="others">The other family, without a fault.</param>
    /// <param name="of">The argument that names it, and what would be in different ranges.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(
        ExperimentAnalysis analysis,
        ViewsModel others,
        (string Argument, string What) of,
        FindingList findings
    )
    {
        var experiment = analysis.Model;
        var views = experiment.Views;
        if (!analysis.IsSound(views) || HasOtherChannels(experiment, views) || HasOtherChannels(experiment, others))
        {
            return;
        }

        var (expected, actual) = (views.Normalize, others.Normalize);
        if (expected?.Mean != actual?.Mean || expected?.Std != actual?.Std)
        {
            findings.AddConflict(
                DataRules.OtherNormalize,
                experiment.At(of.Argument),
                others.At(),
                others.Type.Name,
                views.Type.Name,
                of.What
            );
            if (expected is not null && actual is null)
            {
                findings.Offer(Edit.AddBehind(new Place(others.Type.Qualified), expected.Source));
            }
        }
    }

    /// <summary>What is reported as such already.</summary>
    private static bool HasOtherChannels(ExperimentModel experiment, ViewsModel views) =>
        views.Normalize is { } normalize && normalize.Mean.Count != experiment.Encoder.Channels;
}
