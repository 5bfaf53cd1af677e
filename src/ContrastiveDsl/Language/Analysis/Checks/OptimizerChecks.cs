using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks what every optimizer has; the rest is checked in its own file.</summary>
internal static class OptimizerChecks
{
    /// <summary>Weights that lose this share of their length in a step have forgotten their gradients in ten.</summary>
    private const double FastShrinkage = 0.1;

    /// <summary>Checks the optimizer of an experiment.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="findings">Where findings go; what has been found of its schedule is there.</param>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var (optimizer, batchSize) = (analysis.Model.Optimizer, analysis.Model.Training.BatchSize);
        if (AreSettingsSound(optimizer, findings) && batchSize >= 1)
        {
            CheckScale(analysis.Model, findings);
            optimizer.CheckBatch(batchSize, findings);
            CheckDecayOfAll(analysis, findings);
        }
        else
        {
            IsFinalDecayUsual(analysis.Model, findings);
        }
    }

    /// <summary>
    /// Checks the settings of an optimizer by themselves; says whether it is known from them how far its steps go.
    /// </summary>
    public static bool AreSettingsSound(OptimizerModel optimizer, FindingList findings)
    {
        var areRatesSound = CheckRates(optimizer, findings);
        return optimizer.Check(findings) && areRatesSound;
    }

    private static bool CheckRates(OptimizerModel optimizer, FindingList findings)
    {
        var rate = findings.RequirePositive(
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.LearningRate),
            optimizer.LearningRate
        );
        var decay = findings.RequireNotNegative(
            OptimizerRules.Rate,
            optimizer.Attribute,
            nameof(OptimizerAttribute.WeightDecay),
            optimizer.WeightDecay
        );
        return rate && decay;
    }

    /// <summary>Checks that rate and decay are of a usual size; of several findings the first is the mistake.</summary>
    private static void CheckScale(ExperimentModel experiment, FindingList findings)
    {
        var (optimizer, batchSize) = (experiment.Optimizer, experiment.Training.BatchSize);
        var most = IsRunKnown(experiment, findings) ? DecayPeak.OfRun(experiment) : DecayPeak.OfStart(experiment);
        var erases = most.Share >= optimizer.ErasingDecay;
        if (erases)
        {
            AddDecay(OptimizerRules.DecayErases, experiment, most, Number(most, most.Share), findings);
        }

        var isFinalUsual = IsFinalDecayUsual(experiment, findings);
        if (
            !erases
            && IsUsual(optimizer, optimizer.EffectiveLearningRate(batchSize), batchSize, findings)
            && IsUsual(
                optimizer,
                optimizer.WeightDecay,
                findings.At(optimizer.Attribute, nameof(OptimizerAttribute.WeightDecay)),
                findings
            )
            && isFinalUsual
        )
        {
            CheckShrinkage(experiment, most, findings);
        }
    }

    /// <summary>
    /// Whether epochs and schedule are without an error, so that it is known which decay meets which rate.
    /// </summary>
    private static bool IsRunKnown(ExperimentModel experiment, FindingList findings) =>
        experiment.Training.Epochs >= 1
        && experiment.Schedule is { } schedule
        && !findings.Exists(finding =>
            finding.Rule.Severity == Severity.Error && finding.Place.Attribute == schedule.Attribute
        );

    private static bool IsUsual(OptimizerModel optimizer, double rate, int batchSize, FindingList findings)
    {
        var rates = optimizer.Facts.UsualRates;
        var tooHigh = rate > rates.MaximumAt(batchSize);
        if (!tooHigh && !(rate < rates.MinimumAt(batchSize)))
        {
            return true;
        }

        var factor = BatchScaling.Scale(1, optimizer.Scaling, batchSize);
        var lacksScaling =
            optimizer.Scaling == LearningRateScaling.None && !tooHigh && rates.FollowBatch && rate >= rates.Low;
        var hint =
            !factor.Equals(1.0)
                ? " It is scaled from "
                    + Text.Of(optimizer.LearningRate)
                    + " by the batch. Set LearningRate between "
                    + rates.DeclaredAt(batchSize, factor)
                    + "."
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

    /// <summary>Whether the decay at the end of a schedule is; of one with an error nothing more is said.</summary>
    private static bool IsFinalDecayUsual(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Schedule is not CosineScheduleModel { FinalWeightDecay: { } decay } schedule)
        {
            return true;
        }

        var place = findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalWeightDecay));
        return !findings.HasErrorAt(place) && IsUsual(experiment.Optimizer, decay, place, findings);
    }

    /// <summary>Whether a decay is no larger than an optimizer is used with.</summary>
    private static bool IsUsual(OptimizerModel optimizer, double decay, Place place, FindingList findings)
    {
        var decays = optimizer.Facts.UsualDecays;
        if (decay <= decays.Maximum)
        {
            return true;
        }

        // 0.9999 was meant as the share that stays, which is a decay of 0.0001.
        var meant = decay is >= 0.9 and < 1 && 1 - decay <= decays.Maximum * (1 + 1e-9) ? Text.Complement(decay) : null;
        var hint = meant is null ? string.Empty : " Did you mean " + meant + "?";
        findings.Add(OptimizerRules.UnusualDecay, place, Text.Of(decay), optimizer.Facts.Name, decays.Range, hint);
        if (meant is not null)
        {
            findings.Offer(Edit.Set(place, meant));
        }

        return false;
    }

    private static void CheckShrinkage(ExperimentModel experiment, DecayPeak most, FindingList findings)
    {
        var shrinkage = experiment.Optimizer.Shrinkage(most.Share);
        if (shrinkage >= FastShrinkage)
        {
            var share = Text.Of(Math.Round(100 * Math.Min(1, shrinkage))) + " %";
            AddDecay(OptimizerRules.FastDecay, experiment, most, share, findings);
        }
    }

    /// <summary>Adds a finding at the larger of two decays, where a schedule has another one at its end.</summary>
    private static void AddDecay(
        Rule rule,
        ExperimentModel experiment,
        DecayPeak most,
        string share,
        FindingList findings
    )
    {
        var (optimizer, schedule) = (experiment.Optimizer, experiment.Schedule as CosineScheduleModel);
        var instead = "Usual decays are " + optimizer.Facts.UsualDecays.Range + ".";
        var repeated = most.Share < optimizer.Shrinkage(most.Share) ? ", momentum included" : string.Empty;
        var when = most.Epoch is { } epoch
            ? " in epoch " + Text.Of(epoch) + " of " + Text.Of(experiment.Training.Epochs)
            : string.Empty;
        string[] arguments = [Number(most, most.Rate), Number(most, most.Decay) + when, share];
        findings.AddConflict(
            rule,
            most.Epoch is not null && schedule!.FinalWeightDecay > optimizer.WeightDecay
                ? findings.At(schedule.Attribute, nameof(CosineScheduleAttribute.FinalWeightDecay))
                : findings.At(optimizer.Attribute, nameof(OptimizerAttribute.WeightDecay)),
            findings.At(optimizer.Attribute, nameof(OptimizerAttribute.LearningRate)),
            rule == OptimizerRules.DecayErases ? [.. arguments, instead] : [.. arguments, repeated, instead]
        );
    }

    /// <summary>Somewhere along a cosine numbers have more digits than say anything.</summary>
    private static string Number(DecayPeak most, double value) =>
        most.Epoch is null ? Text.OfComputed(value) : Text.OfSought(value);

    /// <summary>Whoever writes that biases do not decay knows better than a recipe.</summary>
    private static void CheckDecayOfAll(ExperimentAnalysis analysis, FindingList findings)
    {
        var (optimizer, method) = (analysis.Model.Optimizer, analysis.Model.Method.Facts);
        var decays =
            optimizer.WeightDecay > 0 || analysis.Model.Schedule is CosineScheduleModel { FinalWeightDecay: > 0 };
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
