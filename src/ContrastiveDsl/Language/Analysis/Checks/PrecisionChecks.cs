using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the networks of an experiment can compute in the type that it names, and that it matters.</summary>
internal static class PrecisionChecks
{
    // The least even number beyond Convolution2d.FewChannels, with which that computes in float32: tests hold them
    // together.
    private const int MinimumChannels = 10;

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Training.Precision != Precision.BFloat16)
        {
            return;
        }

        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Precision));
        if (CustomModules(experiment).FirstOrDefault() is { Part: not null } custom)
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
        else if (
            !experiment.Encoder.Layers.Any(Multiplies) && !experiment.Heads.Any(head => head.Layers.Count(IsLinear) > 1)
        )
        {
            findings.AddConflict(
                OptimizerRules.IdlePrecision,
                place,
                experiment.Encoder.At(),
                experiment.Encoder.Type.Name,
                Text.Of(MinimumChannels)
            );
            findings.Offer(Edit.Remove(place));
        }
    }

    private static IEnumerable<(DeclaredModel Part, string Kind)> CustomModules(ExperimentModel experiment) =>
        experiment
            .Encoders.Select(encoder => (Part: (DeclaredModel)encoder, Kind: KindNames.Of(DeclarationKind.Encoder)))
            .Concat(experiment.Heads.Select(head => (Part: (DeclaredModel)head, Kind: KindNames.Of(head.Role))))
            .Where(module => module.Part.IsCustom);

    /// <summary>Whether a layer of an encoder multiplies in bfloat16; the last linear layer of a head does not.</summary>
    private static bool Multiplies(NamedLayer layer) =>
        layer.Layer switch
        {
            ConvLayer conv => conv.Kernel == 1 || (IsWide(layer.Input.Channels) && IsWide(layer.Output.Channels)),
            ResidualBlockLayer block => IsWide(block.Channels),
            StageLayer => true,
            _ => IsLinear(layer),
        };

    private static bool IsLinear(NamedLayer layer) => layer.Layer is LinearLayer or PatchProjectionLayer;

    private static bool IsWide(int channels) => channels >= MinimumChannels && channels % 2 == 0;
}
