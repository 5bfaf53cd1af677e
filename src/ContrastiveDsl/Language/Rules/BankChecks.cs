namespace ContrastiveDsl.Language;

/// <summary>Checks a memory bank against loss and data.</summary>
internal static class BankChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Bank is not { } bank)
        {
            return;
        }

        if (!(bank.Momentum is >= 0 and < 1))
        {
            findings.Add(MemoryRules.BankMomentum, findings.At(bank.Attribute, "Momentum"), Text.Of(bank.Momentum));
        }

        var negatives = findings.At(bank.Attribute, "Negatives");
        if (bank.Negatives < 0)
        {
            findings.RequireBetween(ShapeRules.SizeOutOfRange, bank.Attribute, "Negatives", bank.Negatives, 0);
        }
        else if (bank.Negatives == 0 && experiment.Loss.Name == "Nce")
        {
            findings.AddConflict(MethodRules.NoNoise, negatives, new Target(experiment.Loss.Type.Qualified, experiment.Loss.Attribute), experiment.Loss.Type.Name);
        }
        else if (bank.Distinct && experiment.Images is { Count: > 0 } images)
        {
            CheckCount(bank, images, negatives, findings);
        }
    }

    private static void CheckCount(BankModel bank, ImagesModel images, Target target, FindingList findings)
    {
        var available = images.Count - (bank.ExcludePositive ? 1 : 0);
        if (bank.Negatives > available)
        {
            findings.AddConflict(
                MethodRules.TooManyNegatives, target, findings.At(images.Attribute, "Count"), Text.Of(bank.Negatives), Text.Of(images.Count), Text.Of(available));
        }
    }
}
