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
                Text.Of(MinimumChannels)
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
    /// Whether any network multiplies in bfloat16: momentum encoders do where what they follow does; the last linear layer
    /// of a head, and the recurrent context of CPC, do not.
    /// </summary>
    private static bool Multiplies(ExperimentModel experiment) =>
        experiment.Encoders.Any(encoder => encoder.Layers.Any(layer => Multiplies(layer.Layer, layer.Input)))
        || experiment.Heads.Any(head => head.Layers.Count(layer => IsLinear(layer.Layer)) > 1)
        || experiment.Grid is { Context: ContextKind.MaskedConvolution };

    /// <summary>
    /// Whether a layer of an encoder does. A 1×1 convolution is a product whatever its channels: those of bottlenecks are,
    /// and those on shortcuts.
    /// </summary>
    private static bool Multiplies(Layer layer, FeatureShape input) =>
        layer switch
        {
            ConvLayer conv => conv.Kernel == 1 || (IsWide(input.Channels) && IsWide(conv.Channels)),
            BasicBlockLayer block => IsWide(block.Channels) || block.HasShortcut(input),
            BottleneckLayer or TransformerBlockLayer => true,
            StageLayer stage => Multiplies(stage, input),
            _ => IsLinear(layer),
        };

    private static bool Multiplies(StageLayer stage, FeatureShape input)
    {
        foreach (var block in stage.Blocks)
        {
            if (Multiplies(block, input))
            {
                return true;
            }

            input = block.Output(input);
        }

        return false;
    }

    private static bool IsLinear(Layer layer) => layer is LinearLayer or PatchProjectionLayer;

    private static bool IsWide(int channels) => channels >= MinimumChannels && channels % 2 == 0;
}
