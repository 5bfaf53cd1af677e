using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>
/// Follows the shape through a list of layers. It stops at the first fault, since nothing behind it can be trusted.
/// </summary>
internal static class FlowChecks
{
    /// <summary>Checks ranks, groups and that something is left of the image.</summary>
    /// <param name="model">The encoder.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(EncoderModel model, FindingList findings)
    {
        for (var index = 0; index < model.Layers.Count; index++)
        {
            var layer = model.Layers[index];
            var attribute = layer.Attribute >= 0 ? layer.Attribute : model.Attribute;
            if (
                !HasRank(model.Layers, index, attribute, findings)
                || !HasGroups(layer, attribute, layer.Layer is GroupNormLayer ? attribute : model.Attribute, findings)
            )
            {
                return;
            }

            if (LayerChain.ReturnsMap(layer.Layer, layer.Input) && (layer.Output.Height < 1 || layer.Output.Width < 1))
            {
                ReportVanishing(model, layer, attribute, findings);
                return;
            }
        }

        CheckEnd(model, findings);
    }

    /// <summary>Checks ranks and groups of a head.</summary>
    /// <param name="model">The head.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(HeadModel model, FindingList findings)
    {
        for (var index = 0; index < model.Layers.Count; index++)
        {
            var layer = model.Layers[index];
            var attribute = layer.Attribute >= 0 ? layer.Attribute : model.Attribute;
            if (!HasRank(model.Layers, index, attribute, findings) || !HasGroups(layer, attribute, attribute, findings))
            {
                return;
            }
        }
    }

    private static bool HasRank(EquatableArray<NamedLayer> layers, int index, int attribute, FindingList findings)
    {
        var layer = layers[index];
        var accepts = layer.Layer.Accepts;
        if (accepts == LayerInput.Any || (accepts == LayerInput.Vector) == layer.Input.IsVector)
        {
            return true;
        }

        var isMap = !layer.Input.IsVector;
        findings.Add(
            ShapeRules.WrongRank,
            findings.At(attribute),
            layer.Layer.Kind,
            isMap ? "a vector" : "a map",
            isMap ? "the map " + layer.Input
                : layer.Input.Channels > 0 ? "the vector " + layer.Input
                : "a vector",
            isMap ? "Add [GlobalAveragePool] or [Flatten] before it" : Move(layers, index)
        );
        return false;
    }

    /// <summary>What to do with a layer behind the one that made a vector of the map.</summary>
    private static string Move(EquatableArray<NamedLayer> layers, int index)
    {
        for (var before = index - 1; before >= 0; before--)
        {
            if (layers[before].Layer is GlobalAveragePoolLayer or FlattenLayer && !layers[before].Input.IsVector)
            {
                return "Move it before [" + layers[before].Layer.Kind + "]";
            }
        }

        return "Move it into the encoder";
    }

    private static bool HasGroups(NamedLayer layer, int attribute, int settingAttribute, FindingList findings)
    {
        foreach (var (groups, channels) in GroupsOf(layer.Layer, layer.Input))
        {
            if (groups > 0 && channels > 0 && channels % groups != 0)
            {
                var place = findings.At(settingAttribute, nameof(EncoderAttribute.Groups));
                var arguments = new[] { Text.Of(groups), Text.Of(channels), Divisors.Near(groups, channels) };
                if (attribute == settingAttribute)
                {
                    findings.Add(ShapeRules.Groups, place, arguments);
                }
                else
                {
                    findings.AddConflict(ShapeRules.Groups, place, findings.At(attribute), arguments);
                }

                return false;
            }
        }

        return true;
    }

    private static IEnumerable<(int Groups, int Channels)> GroupsOf(Layer layer, FeatureShape input)
    {
        switch (layer)
        {
            case GroupNormLayer norm:
                yield return (norm.Groups, input.Channels);
                break;
            case BasicBlockLayer { Norm: Norm.Group } block:
                yield return (block.Groups, block.Channels);
                break;
            case BottleneckLayer { Norm: Norm.Group } block:
                yield return (block.Groups, block.Width);
                yield return (block.Groups, block.Channels);
                break;
            case StageLayer { Blocks.Count: > 0 } stage:
                foreach (var pair in GroupsOf(stage.Blocks[0], input))
                {
                    yield return pair;
                }

                break;
        }
    }

    private static void ReportVanishing(EncoderModel model, NamedLayer layer, int attribute, FindingList findings)
    {
        var minimum = LayerChain.MinimumInput(model.Layers, model.Channels);
        var needs = minimum > 0 ? ", which needs at least " + Text.Of(minimum) : string.Empty;
        findings.AddConflict(
            ShapeRules.Vanishes,
            findings.At(attribute),
            findings.At(model.Attribute, nameof(EncoderAttribute.ImageSize)),
            Text.Of(model.ImageSize),
            layer.Layer.Kind,
            model.Type.Name,
            needs
        );
    }

    private static void CheckEnd(EncoderModel model, FindingList findings)
    {
        if (model.Layers.Count == 0)
        {
            return;
        }

        var last = model.Layers[model.Layers.Count - 1];
        if (!last.Output.IsVector)
        {
            var attribute = last.Attribute >= 0 ? last.Attribute : model.Attribute;
            findings.Add(ShapeRules.EndsWithMap, findings.At(attribute), model.Type.Name, last.Output.ToString());
        }
    }
}
