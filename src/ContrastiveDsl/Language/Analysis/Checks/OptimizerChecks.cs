namespace ContrastiveDsl.Language;

/// <summary>Checks the optimizer of an experiment.</summary>
internal static class OptimizerChecks
{
    /// <summary>Checks one optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="batchSize">Images of a step, which the rate may follow.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(OptimizerModel optimizer, int batchSize, FindingList findings)
    {
        CheckRates(optimizer, findings);
        switch (optimizer.Kind)
        {
            case OptimizerKind.Sgd:
                CheckMomentum(optimizer, findings);
                break;
            case OptimizerKind.Lars:
                CheckMomentum(optimizer, findings);
                RequirePositive(
                    optimizer,
                    nameof(LarsAttribute.TrustCoefficient),
                    optimizer.TrustCoefficient,
                    findings
                );
                break;
            default:
                RequireDecay(optimizer, nameof(AdaptiveOptimizerAttribute.Beta1), optimizer.Beta1, findings);
                RequireDecay(optimizer, nameof(AdaptiveOptimizerAttribute.Beta2), optimizer.Beta2, findings);
                RequirePositive(optimizer, nameof(AdaptiveOptimizerAttribute.Epsilon), optimizer.Epsilon, findings);
                break;
        }

        CheckUsual(optimizer, batchSize, findings);
    }

    private static void CheckRates(OptimizerModel optimizer, FindingList findings)
    {
        var rate = optimizer.LearningRate;
        var decay = optimizer.WeightDecay;
        findings.Require(
            rate > 0 && !double.IsInfinity(rate),
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.LearningRate),
            "greater than 0",
            rate
        );
        findings.Require(
            decay >= 0 && !double.IsInfinity(decay),
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.WeightDecay),
            "0 or more",
            decay
        );
    }

    private static void CheckMomentum(OptimizerModel optimizer, FindingList findings)
    {
        if (!(optimizer.Momentum is >= 0 and < 1))
        {
            var hint = optimizer.Momentum is >= 1 and < 10 ? " Did you mean 0.9?" : string.Empty;
            findings.Add(
                OptimizerRules.Momentum,
                findings.At(optimizer.Attribute, nameof(MomentumOptimizerAttribute.Momentum)),
                Text.Of(optimizer.Momentum),
                hint
            );
        }
        else if (optimizer.Nesterov && optimizer.Momentum.Equals(0.0))
        {
            findings.AddConflict(
                OptimizerRules.NesterovWithoutMomentum,
                findings.At(optimizer.Attribute, nameof(MomentumOptimizerAttribute.Nesterov)),
                findings.At(optimizer.Attribute, nameof(MomentumOptimizerAttribute.Momentum))
            );
        }
    }

    private static void RequireDecay(OptimizerModel optimizer, string setting, double value, FindingList findings) =>
        findings.Require(
            value is >= 0 and < 1,
            OptimizerRules.Setting,
            optimizer.Attribute,
            setting,
            "at least 0 and less than 1",
            value
        );

    private static void RequirePositive(OptimizerModel optimizer, string setting, double value, FindingList findings) =>
        findings.Require(
            value > 0 && !double.IsInfinity(value),
            OptimizerRules.Setting,
            optimizer.Attribute,
            setting,
            "greater than 0",
            value
        );

    private static void CheckUsual(OptimizerModel optimizer, int batchSize, FindingList findings)
    {
        var (maximum, usual) = optimizer.Kind switch
        {
            OptimizerKind.Sgd => (4.0, "0.01 to 1"),
            OptimizerKind.Lars => (50.0, "0.2 to 10"),
            _ => (0.03, "0.0001 to 0.003"),
        };
        var rate = optimizer.EffectiveLearningRate(batchSize);
        if (rate > maximum && !double.IsInfinity(rate))
        {
            var scaled =
                optimizer.Scaling == LearningRateScaling.None
                    ? string.Empty
                    : " It is scaled from " + Text.Of(optimizer.LearningRate) + " by the batch.";
            findings.Add(
                OptimizerRules.UnusualRate,
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
                Text.Of(rate),
                optimizer.Name,
                usual,
                scaled
            );
        }
    }
}
