using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks what every optimizer has; the rest is checked in its own file.</summary>
internal static class OptimizerChecks
{
    /// <summary>Weights that lose this share of their length in a step have forgotten their gradients in ten.</summary>
    private const double FastShrinkage = 0.1;

    /// <summary>Checks the optimizer of an experiment.</summary>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var (optimizer, batchSize) = (analysis.Model.Optimizer, analysis.Model.Training.BatchSize);
        var sound = CheckRates(optimizer, findings);
        optimizer.Check(findings);
        if (
            sound
            && batchSize >= 1
            && !findings.HasErrorAt(findings.At(optimizer.Attribute, nameof(MomentumOptimizerAttribute.Momentum)))
        )
        {
            CheckScale(optimizer, batchSize, findings);
            optimizer.CheckBatch(batchSize, findings);
            CheckDecayOfAll(analysis, findings);
        }
    }

    private static bool CheckRates(OptimizerModel optimizer, FindingList findings)
    {
        var rate = findings.Require(
            optimizer.LearningRate is > 0 and < double.PositiveInfinity,
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.LearningRate),
            Text.Positive(optimizer.LearningRate),
            optimizer.LearningRate
        );
        var decay = findings.Require(
            optimizer.WeightDecay is >= 0 and < double.PositiveInfinity,
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.WeightDecay),
            Text.NotNegative(optimizer.WeightDecay),
            optimizer.WeightDecay
        );
        return rate && decay;
    }

    /// <summary>Checks that rate and decay are of a usual size; of several findings the first is the mistake.</summary>
    private static void CheckScale(OptimizerModel optimizer, int batchSize, FindingList findings)
    {
        var rate = optimizer.EffectiveLearningRate(batchSize);
        if (rate * optimizer.WeightDecay >= optimizer.ErasingDecay)
        {
            AddDecay(
                OptimizerRules.DecayErases,
                optimizer,
                rate,
                Text.OfComputed(rate * optimizer.WeightDecay),
                findings
            );
        }
        else if (
            IsUsual(optimizer, rate, batchSize, findings)
            && IsUsual(
                optimizer,
                optimizer.WeightDecay,
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.WeightDecay)),
                findings
            )
        )
        {
            CheckShrinkage(optimizer, rate, findings);
        }
    }

    private static bool IsUsual(OptimizerModel optimizer, double rate, int batchSize, FindingList findings)
    {
        var rates = optimizer.Facts.UsualRates;
        var tooHigh = rate > rates.MaximumAt(batchSize);
        if (!tooHigh && !(rate < rates.MinimumAt(batchSize)))
        {
            return true;
        }

        var isScaled = optimizer.Scaling != LearningRateScaling.None;
        var lacksScaling = !isScaled && !tooHigh && rates.FollowBatch && rate >= rates.Low;
        var hint =
            isScaled ? " It is scaled from " + Text.Of(optimizer.LearningRate) + " by the batch."
            : lacksScaling ? " Set Scaling = LearningRateScaling.Linear to raise it with the batch."
            : string.Empty;
        findings.Add(
            OptimizerRules.UnusualRate,
            findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
            Text.OfComputed(rate),
            tooHigh ? "above" : "below",
            optimizer.Facts.Name,
            rates.FollowBatch ? " at batches of " + Text.Of(batchSize) : string.Empty,
            rates.RangeAt(batchSize),
            hint
        );
        if (lacksScaling)
        {
            var scaling = findings.At(optimizer.Attribute, nameof(OptimizerAttribute.Scaling));
            findings.Offer(Edit.Set(scaling, nameof(LearningRateScaling) + "." + nameof(LearningRateScaling.Linear)));
        }

        return false;
    }

    /// <summary>Whether a decay, that at the end of a schedule too, is no larger than an optimizer is used with.</summary>
    internal static bool IsUsual(OptimizerModel optimizer, double decay, Place place, FindingList findings)
    {
        var decays = optimizer.Facts.UsualDecays;
        if (decay <= decays.Maximum)
        {
            return true;
        }

        // Where a decay is the share that stays, 0.9999 is what 0.0001 is here.
        var meant = decay is >= 0.9 and < 1 ? Text.Complement(decay) : null;
        var hint = meant is null ? string.Empty : " Did you mean " + meant + "?";
        findings.Add(OptimizerRules.UnusualDecay, place, Text.Of(decay), optimizer.Facts.Name, decays.Range, hint);
        if (meant is not null)
        {
            findings.Offer(Edit.Set(place, meant));
        }

        return false;
    }

    private static void CheckShrinkage(OptimizerModel optimizer, double rate, FindingList findings)
    {
        var shrinkage = optimizer.Shrinkage(rate);
        if (shrinkage >= FastShrinkage)
        {
            var share = Text.Of(Math.Round(100 * Math.Min(1, shrinkage))) + " %";
            AddDecay(OptimizerRules.FastDecay, optimizer, rate, share, findings);
        }
    }

    private static void AddDecay(Rule rule, OptimizerModel optimizer, double rate, string share, FindingList findings)
    {
        var instead = "Usual decays are " + optimizer.Facts.UsualDecays.Range + ".";
        var repeated = rate * optimizer.WeightDecay < optimizer.Shrinkage(rate) ? ", momentum included" : string.Empty;
        string[] arguments = [Text.OfComputed(rate), Text.Of(optimizer.WeightDecay), share];
        findings.AddConflict(
            rule,
            findings.At(optimizer.Attribute, nameof(OptimizerAttribute.WeightDecay)),
            findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
            rule == OptimizerRules.DecayErases ? [.. arguments, instead] : [.. arguments, repeated, instead]
        );
    }

    /// <summary>Whoever writes that biases do not decay knows better than a recipe.</summary>
    private static void CheckDecayOfAll(ExperimentAnalysis analysis, FindingList findings)
    {
        var (optimizer, method) = (analysis.Model.Optimizer, analysis.Model.Method.Facts);
        var decays = optimizer.WeightDecay > 0 || analysis.Model.Schedule?.FinalWeightDecay > 0;
        const string Setting = nameof(OptimizerAttribute.DecayBiasAndNorm);
        if (
            decays
            && !optimizer.DecayBiasAndNorm
            && RecipeCatalogue.All.Any(entry => entry.Method == method && entry.DecaysAll(optimizer.Facts.Word))
            && !analysis.IsWritten(optimizer.Attribute, Setting)
        )
        {
            findings.Add(
                OptimizerRules.PartialDecay,
                findings.At(optimizer.Attribute),
                method.Name,
                optimizer.Facts.Name
            );
            findings.Offer(Edit.Set(findings.At(optimizer.Attribute, Setting), "true"));
        }
    }
}
