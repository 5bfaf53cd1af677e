namespace ContrastiveDsl.Language;

/// <summary>Checks a memory bank against loss and data.</summary>
internal static class BankChecks
{
    /// <summary>Checks the bank of an experiment.</summary>
    public static void Check(BankModel bank, ExperimentModel experiment, FindingList findings)
    {
        if (!(bank.Momentum is >= 0 and < 1))
        {
            findings.Add(
                MemoryRules.BankMomentum,
                findings.At(bank.Attribute, nameof(MemoryBankAttribute.Momentum)),
                Text.Of(bank.Momentum)
            );
            findings.Offer(Edit.Set(findings.At(bank.Attribute, nameof(MemoryBankAttribute.Momentum)), "0.5"));
        }

        var negatives = findings.At(bank.Attribute, nameof(MemoryBankAttribute.Negatives));
        const string Setting = nameof(MemoryBankAttribute.Negatives);
        if (!findings.RequireSize(bank.Attribute, Setting, bank.Negatives, 0, Limits.Draws))
        {
            return;
        }

        if (bank.Negatives == 0 && experiment.Loss.NeedsNoise)
        {
            var loss = experiment.Loss;
            findings.AddConflict(MethodRules.NoNoise, negatives, loss.At(), loss.Type.Name);
            findings.Offer(Edit.Set(negatives, Text.Of(Limits.UsualNegatives)));
        }
        else if (experiment.Images is { Count: > 0 } images && images.Count >= experiment.Training.BatchSize)
        {
            if (bank.Distinct)
            {
                CheckCount(bank, images, negatives, findings);
            }
            else if (bank.Negatives > images.Count)
            {
                findings.AddConflict(
                    MemoryRules.NegativesAboveImages,
                    negatives,
                    findings.At(images.Attribute, nameof(ImagesAttribute.Count)),
                    Text.Of(bank.Negatives),
                    Text.Of(images.Count),
                    Text.Count(Math.Round((double)bank.Negatives / images.Count, 1), "time"),
                    // Noise has to be drawn.
                    experiment.Loss.NeedsNoise
                        ? string.Empty
                        : ", or Negatives = 0 for each of them once"
                );
            }
        }
    }

    private static void CheckCount(BankModel bank, ImagesModel images, Place place, FindingList findings)
    {
        var available = images.Count - (bank.ExcludePositive ? 1 : 0);
        if (bank.Negatives > available)
        {
            findings.AddConflict(
                MethodRules.TooManyNegatives,
                place,
                findings.At(images.Attribute, nameof(ImagesAttribute.Count)),
                Text.Of(bank.Negatives),
                Text.Of(images.Count),
                Text.Of(available)
            );
            findings.Offer(Edit.Set(place, Text.Of(available)));
        }
    }
}
