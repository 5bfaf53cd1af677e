using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// How an encoder comes to another normalization than that of the batch, in the words that its declaration reads: a
/// setting has no effect where layers are listed, and a list has none where sizes are stated.
/// </summary>
internal static class NormFixes
{
    /// <summary>Layer normalization in a list.</summary>
    public const string OfLayers = "[LayerNorm]";

    /// <summary>Group normalization in all of an encoder without a fault, in groups that split its channels.</summary>
    public static string Group(EncoderModel encoder)
    {
        var groups = encoder
            .Layers.SelectMany(layer => layer.Layer.BatchNormChannels(layer.Input))
            .Aggregate(BlockSettings.Default.Groups, Divisors.Common);
        var isStated = encoder.Form is BlockForm { Blocks.Groups: var stated } && stated == groups;
        var setting = "set Norm = Norm.Group" + (isStated ? string.Empty : ", Groups = " + Text.Of(groups));
        return Of(encoder, encoder.Layers, "[GroupNorm(" + Text.Of(groups) + ")]", setting);
    }

    /// <summary>Layer normalization in some layers of an encoder.</summary>
    public static string Layer(EncoderModel encoder, IEnumerable<NamedLayer> layers) =>
        Of(encoder, layers, OfLayers, "set Norm = Norm.Layer");

    /// <summary>What is listed in place of batch normalization.</summary>
    public static string InList(string word) => "list " + word + " in place of [BatchNorm]";

    /// <summary>A list has its own normalizations; its residual blocks have that of the encoder.</summary>
    private static string Of(EncoderModel encoder, IEnumerable<NamedLayer> layers, string word, string setting)
    {
        if (encoder.Form is not ListedForm)
        {
            return setting;
        }

        var fixes = new List<string>();
        if (layers.Any(layer => layer.Layer is BatchNormLayer))
        {
            fixes.Add(InList(word));
        }

        if (layers.Any(layer => layer.Layer is ResidualBlockLayer { HasBatchNorm: true }))
        {
            fixes.Add(setting);
        }

        return string.Join(" and ", fixes);
    }
}
