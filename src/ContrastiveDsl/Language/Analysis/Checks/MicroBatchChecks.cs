using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks the micro-batches in which a batch passes the networks.</summary>
internal static class MicroBatchChecks
{
    private const int Minimum = 2;

    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment. A network with a fault of its own is left out.</param>
    /// <param name="findings">Where findings go; what has been found of its batch is there.</param>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var (batch, micro) = (experiment.Training.BatchSize, experiment.Training.MicroBatch);
        if (micro == 0 || batch < 1)
        {
            return;
        }

        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.MicroBatch));
        if (experiment.Method.Facts is { CachesGradients: false, AccumulatesGradients: false })
        {
            findings.Add(
                OptimizerRules.MicroBatchMethod,
                place,
                experiment.MethodName,
                MethodCatalogue.WithMicroBatches()
            );
            findings.Offer(Edit.Remove(place));
        }
        else if (micro < Minimum)
        {
            findings.Add(
                OptimizerRules.Run,
                place,
                nameof(TrainingAttribute.MicroBatch),
                "at least " + Text.Of(Minimum) + ", or 0 for none",
                Text.Of(micro)
            );
            findings.Offer(Edit.Remove(place));
        }
        else if (findings.HasErrorAt(place with { Argument = nameof(TrainingAttribute.BatchSize) }))
        {
            // A batch that is refused need not be split.
        }
        else if (batch % micro != 0 || batch == micro)
        {
            AddUneven(batch, micro, place, findings);
        }
        else
        {
            CheckStatistics(analysis, batch / micro, place, findings);
        }
    }

    private static void AddUneven(int batch, int micro, Place place, FindingList findings)
    {
        var usable = Enumerable
            .Range(Minimum, Math.Max(0, (batch / 2) - Minimum + 1))
            .Where(size => batch % size == 0)
            .OrderBy(size => Math.Abs((long)size - micro))
            .Take(2)
            .OrderBy(size => size)
            .Select(size => Text.Of(size))
            .ToArray();
        findings.Add(
            OptimizerRules.UnevenMicroBatch,
            place,
            Text.Of(micro),
            Text.Of(batch),
            usable.Length == 0 ? "Remove it" : "Use " + Text.Choice(usable) + ", or remove it"
        );
        findings.OfferEach(place, usable);
        findings.Offer(Edit.Remove(place));
    }

    /// <summary>
    /// Batch normalization takes its statistics from the images that pass together; parts of a split one that lie
    /// inside a micro-batch are the same parts as without. Each network that has it is one to be changed.
    /// </summary>
    private static void CheckStatistics(ExperimentAnalysis analysis, int passes, Place place, FindingList findings)
    {
        var experiment = analysis.Model;
        foreach (var encoder in EachOnce(experiment.Encoders.Where(analysis.IsSound)))
        {
            if (encoder.EffectiveSplit is { } split)
            {
                CheckSplit(experiment, encoder, split.Splits, passes, place, findings);
            }
            else if (LayerChain.HasBatchNorm(encoder.Layers))
            {
                AddStatistics(experiment, encoder, encoder.Form.GroupNorm(encoder), place, findings);
            }
        }

        var heads = experiment.Heads.Where(part => LayerChain.HasBatchNorm(part.Layers) && analysis.IsSound(part));
        foreach (var head in EachOnce(heads))
        {
            AddStatistics(experiment, head, head.Form.LayerNorm(head).Words, place, findings);
        }
    }

    private static void CheckSplit(
        ExperimentModel experiment,
        EncoderModel encoder,
        int splits,
        int passes,
        Place place,
        FindingList findings
    )
    {
        var parts = passes * experiment.Method.PartedViews(experiment);
        if (splits % parts != 0)
        {
            findings.AddConflict(
                OptimizerRules.TornSplits,
                place,
                encoder.At(),
                Text.Of(experiment.Training.MicroBatch),
                Text.Of(splits),
                encoder.Type.Name,
                Text.Of(parts)
            );
        }
    }

    private static void AddStatistics(
        ExperimentModel experiment,
        DeclaredModel part,
        string fix,
        Place place,
        FindingList findings
    ) =>
        findings.AddConflict(
            OptimizerRules.MicroStatistics,
            place,
            part.At(),
            part.Type.Name,
            Text.Of(experiment.Training.MicroBatch),
            Text.Of(experiment.Training.BatchSize),
            fix
        );

    /// <summary>A class that is there twice, for queries and for keys, is to be changed once.</summary>
    private static IEnumerable<TPart> EachOnce<TPart>(IEnumerable<TPart> parts)
        where TPart : DeclaredModel => parts.GroupBy(part => part.Type).Select(same => same.First());
}
