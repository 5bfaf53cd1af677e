namespace ContrastiveDsl.Language;

/// <summary>Checks a loss alone.</summary>
internal static class LossChecks
{
    /// <summary>Below this single negatives decide everything; above the other, all similarities look alike.</summary>
    private const double LowestUsual = 0.02;

    private const double HighestUsual = 1;

    /// <summary>Checks one loss.</summary>
    public static void Check(LossModel loss, FindingList findings)
    {
        if (loss.Kind == PartKind.Own)
        {
            return;
        }

        var target = findings.At(loss.Attribute, "Temperature");
        if (!(loss.Temperature > 0) || double.IsInfinity(loss.Temperature))
        {
            findings.Add(MethodRules.TemperatureNotPositive, target, Text.Of(loss.Temperature));
        }
        else if (loss.Temperature is < LowestUsual or > HighestUsual)
        {
            var effect = loss.Temperature < LowestUsual ? "lets the hardest negatives alone decide" : "makes all similarities look alike";
            findings.Add(MethodRules.UnusualTemperature, target, Text.Of(loss.Temperature), effect);
        }
    }
}
