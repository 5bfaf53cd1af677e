using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks that the networks of an experiment can compute in the type that it names, and that it matters.
/// </summary>
internal static class PrecisionChecks
{
    /// <summary>Checks one experiment.</summary>
    /// <param name="analysis">The experiment. A network with a fault of its own is left out.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        if (experiment.Training.Precision != Precision.BFloat16)
        {
            return;
        }

        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Precision));
        if (CustomModules(analysis).FirstOrDefault() is { Part: not null } custom)
        {
            findings.AddConflict(
                OptimizerRules.CustomPrecision,
                place,
                custom.Part.At(),
                custom.Part.Type.Name,
                custom.Kind
            );
            findings.Offer(Edit.Remove(place));
        }
        else if (!Multiplies(experiment) && analysis.AreNetworksSound)
        {
            findings.AddConflict(
                OptimizerRules.IdlePrecision,
                place,
                experiment.Encoder.At(),
                experiment.Encoder.Type.Name,
                Text.Of(ConvLayer.MinimumChannels)
            );
            findings.Offer(Edit.Remove(place));
        }
    }

    private static IEnumerable<(DeclaredModel Part, string Kind)> CustomModules(ExperimentAnalysis analysis) =>
        analysis
            .Model.Encoders.Where(encoder => encoder.IsCustom && analysis.IsSound(encoder))
            .Select(encoder => (Part: (DeclaredModel)encoder, Kind: KindNames.Of(DeclarationKind.Encoder)))
            .Concat(
                analysis
                    .Model.Heads.Where(head => head.IsCustom && analysis.IsSound(head))
                    .Select(head => (Part: (DeclaredModel)head, Kind: KindNames.Of(head.Role)))
            );

    /// <summary>
    /// Whether any network computes in bfloat16: momentum encoders do where what they follow does; the last linear
    /// layer of a head does not.
    /// </summary>
    private static bool Multiplies(ExperimentModel experiment) =>
        experiment.Encoders.Any(encoder => encoder.Layers.Any(Multiplies))
        || experiment.Heads.Any(head => head.Layers.Count(Multiplies) > 1)
        || experiment.Method.Networks(experiment).Any(network => network.Multiplies);

    private static bool Multiplies(NamedLayer layer) => layer.Layer.Multiplies(layer.Input);
}
