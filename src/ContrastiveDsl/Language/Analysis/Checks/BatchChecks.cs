using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks the batch against the method and the data.</summary>
internal static class BatchChecks
{
    /// <summary>Below it, methods that compare within the batch are said to have a small one.</summary>
    internal const int UsualMinimum = 64;

    /// <summary>The batch that is usual, as source.</summary>
    internal const string Usual = "256";

    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment. A network with a fault of its own is left out.</param>
    /// <param name="findings">Where findings go; what its method has found is there.</param>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var batch = experiment.Training.BatchSize;
        if (batch < 1)
        {
            return;
        }

        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.BatchSize));

        // A custom loss does not say what it compares with.
        if (experiment.Method.ContrastsWithinBatch && experiment.NegativesPerAnchor is { } negatives)
        {
            CheckNegatives(experiment, batch, negatives, place, findings);
        }

        // One batch that is too small is one mistake.
        foreach (var encoder in experiment.Encoders.Where(analysis.IsSound))
        {
            if (!findings.HasErrorAt(place))
            {
                CheckSplits(experiment, encoder, place, findings);
            }
        }

        if (!findings.HasErrorAt(place))
        {
            CheckStatistics(analysis, place, findings);
        }
    }

    private static void CheckNegatives(
        ExperimentModel experiment,
        int batch,
        long negatives,
        Place place,
        FindingList findings
    )
    {
        if (batch < 2)
        {
            findings.Add(
                MethodRules.NoNegatives,
                place,
                Text.Of(batch),
                experiment.Method.Facts.Name,
                experiment.Loss.WithoutNegatives ?? experiment.Method.WithoutNegatives
            );
            findings.Offer(Edit.Set(place, Usual));
        }
        else if (batch < UsualMinimum)
        {
            findings.Add(
                MethodRules.FewNegatives,
                place,
                Text.Of(batch),
                experiment.Method.Facts.Name,
                Text.Of(negatives),
                Text.Of(UsualMinimum)
            );
            findings.Offer(Edit.Set(place, Usual));
        }
    }

    /// <summary>
    /// Checks that batch normalization has several values per channel: it makes zeros of a single one.
    /// </summary>
    private static void CheckStatistics(ExperimentAnalysis analysis, Place place, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.Training.BatchSize != 1)
        {
            return;
        }

        if (
            experiment.Method.MinimumImages(experiment) == 1
            && experiment.Encoders.FirstOrDefault(part => HasSingleValues(part.Layers) && analysis.IsSound(part))
                is { } encoder
        )
        {
            AddSingleValue(place, encoder, encoder.Form.LayerNorm(SingleValues(encoder.Layers)), findings);
        }
        else if (
            experiment.Method.HeadImages(experiment) == 1
            && experiment.Heads.FirstOrDefault(part => HasSingleValues(part.Layers) && analysis.IsSound(part))
                is { } head
        )
        {
            AddSingleValue(place, head, head.Form.LayerNorm(head).Words, findings);
        }
    }

    private static void AddSingleValue(Place place, DeclaredModel part, string fix, FindingList findings)
    {
        findings.AddConflict(ShapeRules.SingleValue, place, part.At(), Text.Of(1), part.Type.Name, fix);
        findings.Offer(Edit.Set(place, Usual));
    }

    /// <summary>
    /// The batch normalizations that see one value per channel of an image: a map has as many as pixels.
    /// </summary>
    private static IEnumerable<NamedLayer> SingleValues(EquatableArray<NamedLayer> layers) =>
        layers.Where(layer =>
            layer.Layer.HasBatchNorm && (layer.Output.IsVector || layer.Output is { Height: 1, Width: 1 })
        );

    private static bool HasSingleValues(EquatableArray<NamedLayer> layers) => SingleValues(layers).Any();

    private static void CheckSplits(ExperimentModel experiment, EncoderModel encoder, Place place, FindingList findings)
    {
        var batch = experiment.Training.BatchSize;
        if (encoder.EffectiveSplit is not { } split)
        {
            return;
        }

        // Vectors need two images in a part to have a variance; a map has one in a single image.
        var joined = experiment.Method.JoinedImages(experiment);
        var minimumImages = experiment.Method.MinimumImages(experiment);
        var images = HasSingleValues(encoder.Layers) ? 2L : 1;
        var unit = split.Splits / Divisors.Common(split.Splits, (int)(joined % split.Splits));
        var minimum = MultipleFrom(images * split.Splits / minimumImages, unit);
        if (batch % unit == 0 && batch * minimumImages < images * split.Splits)
        {
            findings.Add(
                ShapeRules.SingleImageSplits,
                place,
                Text.Of(batch),
                Text.Of(split.Splits),
                encoder.Type.Name,
                Text.Of(minimum)
            );
            findings.Offer(Edit.Set(place, Text.Of(minimum)));
        }
        else if (batch % unit != 0)
        {
            var below = batch / unit * unit;
            string[] usable = below < minimum ? [Text.Of(minimum)] : [Text.Of(below), Text.Of(below + unit)];
            findings.Add(
                ShapeRules.UnevenSplits,
                place,
                Text.Of(batch),
                Text.Of(split.Splits),
                encoder.Type.Name,
                Text.Choice(usable)
            );
            findings.OfferEach(place, usable);
        }
    }

    private static long MultipleFrom(long minimum, long unit) => Math.Max(1, (minimum + unit - 1) / unit) * unit;
}
