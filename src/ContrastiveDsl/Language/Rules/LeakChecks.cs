namespace ContrastiveDsl.Language;

/// <summary>Checks whether keys can be told by what batch normalisation makes of their batch.</summary>
internal static class LeakChecks
{
    /// <summary>Devices of the authors.</summary>
    private const int UsualSplits = 8;

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var encoder = experiment.Encoder;
        if (experiment.Method != MethodKind.MoCo || encoder.SplitBatchNorm is not null || !SplitNorms.HasBatchNorm(encoder.Layers) || !FitChecks.IsSound(Rules.Validate(encoder)))
        {
            return;
        }

        findings.AddConflict(
            MethodRules.LeakingStatistics,
            findings.At(experiment.Attribute, "Encoder"),
            new Target(encoder.Type.Qualified, encoder.Attribute),
            encoder.Type.Name,
            Text.Of(Splits(experiment.Training.BatchSize)));
    }

    /// <summary>The most parts, up to the usual number, that split a batch evenly and leave no image alone.</summary>
    private static int Splits(int batch)
    {
        for (var splits = UsualSplits; splits >= SplitBatchNormModel.FewestSplits; splits--)
        {
            if (batch % splits == 0 && batch / splits > 1)
            {
                return splits;
            }
        }

        return UsualSplits;
    }
}
