using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Where learning rate times weight decay is largest in a run: the share of a weight that a step takes away there. A
/// decay that goes elsewhere along a cosine meets the rate of the same step, and never the two ends each other's.
/// </summary>
/// <param name="Rate">The learning rate there.</param>
/// <param name="Decay">The weight decay there.</param>
/// <param name="Epoch">The epoch, from 1; <see langword="null"/> where the decay stays.</param>
internal sealed record DecayPeak(double Rate, double Decay, int? Epoch = null)
{
    /// <summary>Parts of a run among which the one with the largest product is sought.</summary>
    private const int Parts = 1000;

    /// <summary>Rate times decay.</summary>
    public double Share => Rate * Decay;

    /// <summary>That of a decay which stays, at the peak of the rate.</summary>
    /// <param name="experiment">The experiment, whose batch holds an image or more.</param>
    public static DecayPeak OfStart(ExperimentModel experiment) =>
        new(PeakRate(experiment), experiment.Optimizer.WeightDecay);

    /// <summary>That of a whole run.</summary>
    /// <param name="experiment">The experiment, whose batch, epochs and schedule are without a fault.</param>
    public static DecayPeak OfRun(ExperimentModel experiment)
    {
        if (experiment.Schedule is not CosineScheduleModel { FinalWeightDecay: { } final } schedule)
        {
            return OfStart(experiment);
        }

        var (initial, epochs) = (experiment.Optimizer.WeightDecay, experiment.Training.Epochs);
        var warmup = schedule.WarmupEpochsOf(epochs) / epochs;
        var fall = schedule.DecayEpochs is { } last ? 1 - ((double)last / epochs) : warmup;
        return Enumerable
            .Range(0, Parts + 1)
            .Select(part => (double)part / Parts)
            .Concat([warmup, fall])
            .Select(progress => new DecayPeak(
                RateAt(experiment, schedule, progress, warmup, fall),
                final + ((initial - final) * HalfCosine(progress)),
                Math.Min(epochs, (int)(progress * epochs) + 1)
            ))
            .Aggregate((largest, next) => next.Share > largest.Share ? next : largest);
    }

    /// <summary>
    /// The rate of a place in the run. A final one above the peak has a finding of its own, and a predictor that keeps
    /// the peak has it to the end.
    /// </summary>
    private static double RateAt(
        ExperimentModel experiment,
        CosineScheduleModel schedule,
        double progress,
        double warmup,
        double fall
    )
    {
        var peak = PeakRate(experiment);
        var end = Math.Min(peak, schedule.FinalLearningRate);
        return experiment.HasPredictorOptimizer ? peak
            : progress < warmup ? peak * progress / warmup
            : progress <= fall ? peak
            : end + ((peak - end) * HalfCosine((progress - fall) / (1 - fall)));
    }

    private static double PeakRate(ExperimentModel experiment) =>
        experiment.Optimizer.EffectiveLearningRate(experiment.Training.BatchSize);

    /// <summary>1 at 0, 0 at 1.</summary>
    private static double HalfCosine(double progress) => (1 + Math.Cos(Math.PI * progress)) / 2;
}
