using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Checks the layers of an encoder or a head: their settings, and the shape that flows through them. It stops at the
/// first fault of that, since nothing behind it can be trusted.
/// </summary>
internal static class LayerChecks
{
    private const string Pool = "[GlobalAveragePool]";
    private const string Flatten = "[Flatten]";

    /// <summary>Checks the settings of every layer that an attribute declares.</summary>
    public static void CheckSettings(EquatableArray<NamedLayer> layers, FindingList findings)
    {
        foreach (var layer in layers.Where(layer => layer.Attribute.IsWritten))
        {
            layer.Layer.Check(layer.Attribute, findings);
        }
    }

    /// <summary>
    /// Whether nothing that has been found makes shapes other than they are meant: an epsilon, a momentum, a
    /// probability or the parts of a batch change none.
    /// </summary>
    public static bool AreShapesSound(FindingList findings) =>
        !findings.Exists(finding => finding.Rule.Severity == Severity.Error && finding.Rule != ShapeRules.LayerSetting);

    /// <summary>Checks ranks, groups and that something is left of the image.</summary>
    /// <param name="model">The encoder.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckFlow(EncoderModel model, FindingList findings)
    {
        var groups = findings.At(model.Attribute, nameof(EncoderAttribute.Groups));
        if (Flows(model.Layers, groups, model, findings) && model.Layers.LastOrDefault() is { } last)
        {
            CheckStrides(model, findings);
            CheckEnd(model, last, findings);
        }
    }

    /// <summary>Checks ranks and groups of a head.</summary>
    /// <param name="model">The head.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckFlow(HeadModel model, FindingList findings) =>
        Flows(model.Layers, findings.At(model.Attribute, nameof(HeadAttribute.Groups)), null, findings);

    /// <summary>Whether every layer can take what comes to it.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="groups">Where the groups of a layer are stated that has none of its own.</param>
    /// <param name="encoder">The encoder that they are of; <see langword="null"/> for a head.</param>
    /// <param name="findings">Where findings go.</param>
    private static bool Flows(
        EquatableArray<NamedLayer> layers,
        Place groups,
        EncoderModel? encoder,
        FindingList findings
    )
    {
        for (var index = 0; index < layers.Count; index++)
        {
            var place = findings.At(layers[index].Attribute.IsWritten ? layers[index].Attribute : groups.Attribute);
            if (
                !HasRank(layers, index, place, findings)
                || !HasGroups(layers[index], place, groups, findings)
                || !IsLeft(encoder, layers[index], place, findings)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasRank(EquatableArray<NamedLayer> layers, int index, Place place, FindingList findings)
    {
        var layer = layers[index];
        var accepts = layer.Layer.Accepts;
        if (accepts == LayerInput.Any || (accepts == LayerInput.Vector) == layer.Input.IsVector)
        {
            return true;
        }

        var isMap = !layer.Input.IsVector;
        var maker = MakerOfVector(layers, index);
        findings.Add(
            ShapeRules.WrongRank,
            place,
            layer.Layer.Kind,
            isMap ? "a vector" : "a map",
            isMap ? "the map " + layer.Input
                : layer.Input.Channels > 0 ? "the vector " + layer.Input
                : "a vector",
            isMap ? "Add [GlobalAveragePool] or [Flatten] before it"
                : maker is null ? "Move it into the encoder"
                : "Move it before [" + maker.Layer.Kind + "]"
        );
        if (isMap)
        {
            findings.Offer(Edit.AddBefore(place, Pool));
            findings.Offer(Edit.AddBefore(place, Flatten));
        }
        else if (maker is { Attribute.IsWritten: true })
        {
            findings.Offer(Edit.Move(place, findings.At(maker.Attribute)));
        }

        return false;
    }

    /// <summary>The layer that made a vector of the map, before which one that takes maps belongs.</summary>
    private static NamedLayer? MakerOfVector(EquatableArray<NamedLayer> layers, int index) =>
        layers.Take(index).LastOrDefault(layer => !layer.Input.IsVector && layer.Output.IsVector);

    private static bool HasGroups(NamedLayer layer, Place place, Place declared, FindingList findings)
    {
        var setting = layer is { Attribute.IsWritten: true, Layer: GroupNormLayer }
            ? findings.At(layer.Attribute, nameof(GroupNormAttribute.Groups))
            : declared;
        Place? other = setting.Attribute == place.Attribute ? null : place;
        var isAlone = layer.Output.HasOneNumberPerChannel;
        foreach (var (groups, channels) in layer.Layer.GroupsOf(layer.Input))
        {
            if (groups < 1 || channels < 1)
            {
                continue;
            }

            if (channels % groups != 0)
            {
                // A group for each channel would be another normalization, that of instances.
                var near = Divisors.Near(groups, channels, least: 2);
                findings.AddConflict(
                    ShapeRules.Groups,
                    setting,
                    other,
                    Text.Of(groups),
                    Text.Channels(channels),
                    near.Length == 1 && near[0] == Text.Of(1) ? Text.Count(1, "group") : Text.Choice(near) + " groups"
                );
                findings.OfferEach(setting, near);
                return false;
            }

            if (isAlone && groups == channels)
            {
                AddSingleNumbers(groups, setting, other, findings);
                return false;
            }
        }

        return true;
    }

    private static void AddSingleNumbers(int groups, Place setting, Place? other, FindingList findings)
    {
        // Of two numbers a group would keep no more than which is the greater one.
        var fewer = Divisors.Near(groups, groups, least: 4);
        var advice = groups == 1 ? "Leave the normalization out" : "Set Groups = " + fewer[0];
        findings.AddConflict(ShapeRules.SingleNumbers, setting, other, Text.Of(groups), advice);
        if (groups > 1)
        {
            findings.OfferEach(setting, fewer);
        }
    }

    private static bool IsLeft(EncoderModel? encoder, NamedLayer layer, Place place, FindingList findings)
    {
        if (encoder is null || !layer.HasVanished)
        {
            return true;
        }

        var minimum = LayerChain.MinimumInput(encoder.Layers, encoder.Channels);
        var remedy = encoder.Form.ShrinkLess(encoder);
        findings.AddConflict(
            ShapeRules.Vanishes,
            place,
            encoder.At(nameof(EncoderAttribute.ImageSize)),
            Text.Of(encoder.ImageSize),
            layer.Layer.Kind,
            encoder.Type.Name,
            minimum > 0 ? ", which needs at least " + Text.Of(minimum) : string.Empty,
            remedy.Advice
        );
        if (remedy.Edit is { } edit)
        {
            findings.Offer(edit);
        }

        return false;
    }

    /// <summary>
    /// Reports layers that are to shrink what is a single pixel already: padding hides that nothing is left to shrink.
    /// </summary>
    private static void CheckStrides(EncoderModel model, FindingList findings)
    {
        foreach (var layer in model.Layers.Where(layer => layer.Attribute.IsWritten && layer.Layer.Step > 1))
        {
            if (layer.Input is { IsVector: false, Height: 1, Width: 1 })
            {
                var place = findings.At(layer.Attribute, nameof(ConvAttribute.Stride));
                findings.AddConflict(
                    ShapeRules.StrideOfOnePixel,
                    place,
                    model.At(nameof(EncoderAttribute.ImageSize)),
                    layer.Layer.Kind,
                    Text.Of(layer.Layer.Step),
                    Text.Of(model.ImageSize)
                );
                findings.Offer(Edit.Set(place, Text.Of(1)));
            }
        }
    }

    private static void CheckEnd(EncoderModel model, NamedLayer last, FindingList findings)
    {
        if (!last.Output.IsVector)
        {
            var attribute = last.Attribute.IsWritten ? last.Attribute : model.Attribute;
            findings.Add(ShapeRules.EndsWithMap, findings.At(attribute), model.Type.Name, last.Output.ToString());
            findings.Offer(Edit.AddBehind(findings.At(attribute), Pool));
            findings.Offer(Edit.AddBehind(findings.At(attribute), Flatten));
        }
    }
}
