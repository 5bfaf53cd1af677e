using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Reads layer attributes.</summary>
internal static class LayerReader
{
    private static readonly Dictionary<string, Func<RawAttribute, BlockSettings, Layer>> Readers = new(
        StringComparer.Ordinal
    )
    {
        [Words.Of<ConvAttribute>()] = static (raw, _) => ConvLayer.Of(raw),
        [Words.Of<BatchNormAttribute>()] = static (raw, _) => BatchNormLayer.Of(raw),
        [Words.Of<GroupNormAttribute>()] = static (raw, _) => GroupNormLayer.Of(raw),
        [Words.Of<LayerNormAttribute>()] = static (_, _) => new LayerNormLayer(),
        [Words.Of<ReluAttribute>()] = static (_, _) => new ReluLayer(),
        [Words.Of<MaxPoolAttribute>()] = static (raw, _) => MaxPoolLayer.Of(raw),
        [Words.Of<GlobalAveragePoolAttribute>()] = static (_, _) => new GlobalAveragePoolLayer(),
        [Words.Of<FlattenAttribute>()] = static (_, _) => new FlattenLayer(),
        [Words.Of<DropoutAttribute>()] = static (raw, _) => DropoutLayer.Of(raw),
        [Words.Of<LinearAttribute>()] = static (raw, _) => LinearLayer.Of(raw),
        [Words.Of<BasicBlockAttribute>()] = BasicBlockLayer.Of,
        [Words.Of<BottleneckAttribute>()] = BottleneckLayer.Of,
    };

    /// <summary>
    /// The layers of an encoder, named for its fields and state dict: <c>conv1</c>, <c>bn1</c>, <c>block1</c>.
    /// </summary>
    /// <param name="raw">The class.</param>
    /// <param name="blocks">What the encoder says about residual blocks: Norm, Groups, ZeroInitResidual.</param>
    public static IReadOnlyList<NamedLayer> ReadEncoder(RawClass raw, BlockSettings blocks)
    {
        var layers = Read(raw, blocks);
        return
        [
            .. layers.Select(
                (layer, position) =>
                    layer with
                    {
                        Name =
                            layer.Layer.FieldName
                            + Text.Of(
                                1
                                    + layers
                                        .Take(position)
                                        .Count(before => before.Layer.FieldName == layer.Layer.FieldName)
                            ),
                    }
            ),
        ];
    }

    /// <summary>The layers of a head, named by position as in a Sequential: <c>0</c>, <c>1</c>, <c>3</c>.</summary>
    /// <param name="raw">The class.</param>
    public static IReadOnlyList<NamedLayer> ReadHead(RawClass raw) => Read(raw, BlockSettings.Default);

    /// <summary>The first layer that a class lists, or <see langword="null"/>.</summary>
    public static RawAttribute? FirstLayer(RawClass raw) =>
        raw.Attributes.FirstOrDefault(attribute => Words.IsLayer(attribute.Name));

    private static NamedLayer[] Read(RawClass raw, BlockSettings blocks) =>
        [
            .. raw
                .Attributes.Where(attribute => Words.IsLayer(attribute.Name))
                .Select(
                    (attribute, position) =>
                        new NamedLayer(Text.Of(position), Readers[attribute.Name](attribute, blocks), attribute.Index)
                ),
        ];
}
