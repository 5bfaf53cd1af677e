namespace ContrastiveDsl.Language;

/// <summary>Checks what every optimizer has; the rest is checked in its own file.</summary>
internal static class OptimizerChecks
{
    /// <summary>Checks one optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="batchSize">Images of a step, which the rate may follow.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(OptimizerModel optimizer, int batchSize, FindingList findings)
    {
        CheckRates(optimizer, findings);
        optimizer.Check(findings);
        CheckUsual(optimizer, batchSize, findings);
    }

    private static void CheckRates(OptimizerModel optimizer, FindingList findings)
    {
        findings.Require(
            optimizer.LearningRate is > 0 and < double.PositiveInfinity,
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.LearningRate),
            "greater than 0",
            optimizer.LearningRate
        );
        findings.Require(
            optimizer.WeightDecay is >= 0 and < double.PositiveInfinity,
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.WeightDecay),
            "0 or more",
            optimizer.WeightDecay
        );
    }

    private static void CheckUsual(OptimizerModel optimizer, int batchSize, FindingList findings)
    {
        var facts = optimizer.Facts;
        var rate = optimizer.EffectiveLearningRate(batchSize);
        if (rate > facts.UsualRates.Maximum && !double.IsInfinity(rate))
        {
            var scaled =
                optimizer.Scaling == LearningRateScaling.None
                    ? string.Empty
                    : " It is scaled from " + Text.Of(optimizer.LearningRate) + " by the batch.";
            findings.Add(
                OptimizerRules.UnusualRate,
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
                Text.Of(rate),
                facts.Name,
                facts.UsualRates.Range,
                scaled
            );
        }
    }
}
