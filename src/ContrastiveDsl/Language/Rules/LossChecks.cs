namespace ContrastiveDsl.Language;

/// <summary>Checks a loss alone.</summary>
internal static class LossChecks
{
    /// <summary>Below this single negatives decide everything; above the other, all similarities look alike. Of cosines: raw inner products have no scale that one could know.</summary>
    private const double LowestUsual = 0.02;

    private const double HighestUsual = 1;

    /// <summary>Checks one loss.</summary>
    public static void Check(LossModel loss, FindingList findings)
    {
        if (loss.Kind == PartKind.Own)
        {
            return;
        }

        if (LossCatalogue.Of(loss.Name).HasTemperature)
        {
            CheckTemperature(loss, findings);
        }

        if (loss.Name == "Raft")
        {
            CheckWeights(loss, findings);
        }

        CheckSettings(loss, findings);

        // Where pairs are not weighted sigma is 0, and unused.
        if (loss.Name == "Dcl" && !loss.Sigma.Equals(0.0))
        {
            findings.Require(loss.Sigma is > 0 and < double.PositiveInfinity, MethodRules.LossWeight, loss.Attribute, "Sigma", "greater than 0", loss.Sigma);
        }
    }

    /// <summary>Settings of single losses; a setting that the loss does not have is 0.</summary>
    private static void CheckSettings(LossModel loss, FindingList findings)
    {
        switch (loss.Name)
        {
            case "SupCon":
                Require(loss.BaseTemperature is > 0 and < double.PositiveInfinity, "BaseTemperature", "greater than 0", loss.BaseTemperature);
                break;
            case "Nce":
                Require(loss.Partition is >= 0 and < double.PositiveInfinity, "Partition", "greater than 0, or 0 for an estimate", loss.Partition);
                break;
            case "PairwiseContrastive":
                var (most, condition) = loss.Normalize ? (2.0, "above 0 and at most 2, the largest distance of unit vectors") : (double.MaxValue, "greater than 0");
                Require(loss.Margin > 0 && loss.Margin <= most, "Margin", condition, loss.Margin);
                break;
        }

        void Require(bool holds, string setting, string condition, double value) =>
            findings.Require(holds, MethodRules.LossWeight, loss.Attribute, setting, condition, value);
    }

    private static void CheckTemperature(LossModel loss, FindingList findings)
    {
        var target = findings.At(loss.Attribute, "Temperature");
        if (!(loss.Temperature > 0) || double.IsInfinity(loss.Temperature))
        {
            findings.Add(MethodRules.TemperatureNotPositive, target, Text.Of(loss.Temperature));
        }
        else if (loss.Normalize && loss.Temperature is (< LowestUsual or > HighestUsual))
        {
            var effect = loss.Temperature < LowestUsual ? "lets the hardest negatives alone decide" : "makes all similarities look alike";
            findings.Add(MethodRules.UnusualTemperature, target, Text.Of(loss.Temperature), effect);
        }
    }

    private static void CheckWeights(LossModel loss, FindingList findings)
    {
        Require(loss.Alignment is >= 0 and < double.PositiveInfinity, "Alignment", "0 or more", loss.Alignment);
        Require(loss.CrossModel is >= 0 and < double.PositiveInfinity, "CrossModel", "0 or more", loss.CrossModel);
        Require(!loss.Alignment.Equals(0.0) || !loss.CrossModel.Equals(0.0), "Alignment", "greater than 0 where CrossModel is 0", loss.Alignment);

        void Require(bool holds, string setting, string condition, double value) =>
            findings.Require(holds, MethodRules.LossWeight, loss.Attribute, setting, condition, value);
    }
}
