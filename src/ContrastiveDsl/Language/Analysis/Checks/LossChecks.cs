namespace ContrastiveDsl.Language;

/// <summary>Checks a loss alone.</summary>
internal static class LossChecks
{
    /// <summary>
    /// Below this the largest similarities decide everything; above the other, all look alike. Of cosines: raw inner
    /// products have no scale that one could know.
    /// </summary>
    private const double UsualMinimum = 0.02;

    private const double UsualMaximum = 1;

    /// <summary>
    /// Below it the last digits of a cosine, which is but rounded, are made as large as the cosine was.
    /// </summary>
    private const double Minimum = 1e-6;

    /// <summary>Checks one loss.</summary>
    public static void Check(LossModel loss, FindingList findings)
    {
        if (loss.Facts is { HasTemperature: true })
        {
            CheckTemperature(loss, loss.Facts.Temperature, findings);
        }

        loss.Check(findings);
    }

    private static void CheckTemperature(LossModel loss, double usual, FindingList findings)
    {
        var place = findings.At(loss.Attribute, nameof(loss.Temperature));
        var isLost = loss.DividesCosines && loss.Temperature is > 0 and < Minimum;
        if (isLost || !(loss.Temperature > 0) || double.IsInfinity(loss.Temperature))
        {
            findings.Add(
                MethodRules.TemperatureNotPositive,
                place,
                Text.Of(loss.Temperature),
                isLost ? "at least " + Text.Of(Minimum) : Text.Positive(loss.Temperature)
            );
            findings.Offer(Edit.Set(place, Text.Of(usual)));
        }
        else if (loss.DividesCosines && loss.Temperature is (< UsualMinimum or > UsualMaximum))
        {
            var effect = loss.Temperature < UsualMinimum ? loss.SharpEffect : "makes all similarities look alike";
            findings.Add(MethodRules.UnusualTemperature, place, Text.Of(loss.Temperature), effect);
            findings.Offer(Edit.Set(place, Text.Of(usual)));
        }
    }
}
