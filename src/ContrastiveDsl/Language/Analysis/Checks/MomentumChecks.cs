namespace ContrastiveDsl.Language;

/// <summary>Checks how a momentum encoder follows.</summary>
internal static class MomentumChecks
{
    private const double UsualMinimum = 0.9;

    /// <summary>Checks the momentum encoder of an experiment.</summary>
    public static void Check(MomentumModel momentum, ExperimentModel experiment, FindingList findings)
    {
        if (!momentum.Attribute.IsWritten)
        {
            return;
        }

        // A constant momentum does not read the final one, which is reported as unused.
        var isConstant = momentum.Schedule == MomentumSchedule.Constant;
        var start = findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.Momentum));
        var end = findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.FinalMomentum));
        var usual = experiment.Method.Facts.Momentum!.Default.Momentum;
        var startsInRange = IsInRange(start, momentum.Momentum, (" Usual values are 0.99 to 0.9999.", usual), findings);
        var endsInRange = isConstant || IsInRange(end, momentum.FinalMomentum, (" Usual is 1.", 1), findings);
        if (startsInRange && endsInRange)
        {
            CheckCourse(momentum, usual, findings);
        }
    }

    private static bool IsInRange(Place place, double value, (string Hint, double Value) usual, FindingList findings)
    {
        if (value is >= 0 and <= 1)
        {
            return true;
        }

        // 99.6 was meant as a percentage; what 1.5 was meant as cannot be guessed.
        var meant = value is >= 50 and < 100 ? Text.OfComputed(value / 100) : null;
        var hint = meant is null ? usual.Hint : " Did you mean " + meant + "?";
        findings.Add(MemoryRules.MomentumRange, place, place.Argument!, Text.Of(value), hint);
        findings.Offer(Edit.Set(place, meant ?? Text.Of(usual.Value)));
        return false;
    }

    private static void CheckCourse(MomentumModel momentum, double usual, FindingList findings)
    {
        var place = findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.Momentum));
        var final = findings.At(momentum.Attribute, nameof(MomentumEncoderAttribute.FinalMomentum));
        if (momentum.Schedule == MomentumSchedule.Cosine && momentum.FinalMomentum < momentum.Momentum)
        {
            var (start, end) = (Text.Of(momentum.Momentum), Text.Of(momentum.FinalMomentum));
            findings.AddConflict(MemoryRules.FallingMomentum, final, place, start, end);
            findings.Offer(Edit.Remove(final));
            findings.Offer(Edit.Set(place, end), Edit.Set(final, start));
        }
        else if (momentum.Momentum.Equals(1.0))
        {
            findings.Add(MemoryRules.NeverMoves, place);
            findings.Offer(Edit.Set(place, Text.Of(usual)));
        }
        else if (momentum.Momentum < UsualMinimum)
        {
            // Other frameworks write the share that goes.
            var complement = 1 - momentum.Momentum is >= UsualMinimum and < 1
                ? Text.Complement(momentum.Momentum)
                : null;
            var hint = complement is null ? string.Empty : " Did you mean " + complement + "?";
            findings.Add(MemoryRules.TooFast, place, Text.Of(momentum.Momentum), hint);
            if (complement is not null)
            {
                findings.Offer(Edit.Set(place, complement));
            }

            findings.Offer(Edit.Set(place, Text.Of(usual)));
        }
    }
}
