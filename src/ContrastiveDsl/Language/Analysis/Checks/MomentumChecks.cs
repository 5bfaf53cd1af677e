namespace ContrastiveDsl.Language;

/// <summary>Checks how a momentum encoder follows.</summary>
internal static class MomentumChecks
{
    private const double UsualMinimum = 0.9;

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Momentum is not { Attribute.IsWritten: true } momentum)
        {
            return;
        }

        // A constant momentum does not read the final one, which is reported as unused.
        var isConstant = momentum.Schedule == MomentumSchedule.Constant;
        var startsInRange = IsInRange(momentum, nameof(MomentumEncoderAttribute.Momentum), momentum.Momentum, findings);
        var endsInRange =
            isConstant
            || IsInRange(momentum, nameof(MomentumEncoderAttribute.FinalMomentum), momentum.FinalMomentum, findings);
        if (startsInRange && endsInRange)
        {
            CheckCourse(momentum, findings);
        }
    }

    private static bool IsInRange(MomentumModel momentum, string setting, double value, FindingList findings)
    {
        if (value is >= 0 and <= 1)
        {
            return true;
        }

        // 99.6 was meant as a percentage; of 1.5 nobody knows what was meant.
        var hint = value is >= 50 and < 100 ? " Did you mean " + Text.OfComputed(value / 100) + "?" : string.Empty;
        findings.Add(
            MemoryRules.MomentumRange,
            findings.At(momentum.Attribute, setting),
            setting,
            Text.Of(value),
            hint
        );
        return false;
    }

    private static void CheckCourse(MomentumModel momentum, FindingList findings)
    {
        var place = findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.Momentum));
        if (momentum.Schedule == MomentumSchedule.Cosine && momentum.FinalMomentum < momentum.Momentum)
        {
            findings.AddConflict(
                MemoryRules.FallingMomentum,
                findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.FinalMomentum)),
                place,
                Text.Of(momentum.Momentum),
                Text.Of(momentum.FinalMomentum)
            );
        }
        else if (momentum.Momentum.Equals(1.0))
        {
            findings.Add(MemoryRules.NeverMoves, place);
        }
        else if (momentum.Momentum < UsualMinimum)
        {
            findings.Add(MemoryRules.TooFast, place, Text.Of(momentum.Momentum));
        }
    }
}
