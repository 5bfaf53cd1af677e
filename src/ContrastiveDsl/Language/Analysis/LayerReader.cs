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
        [Words.Of<ConvAttribute>()] = static (raw, _) => ReadConv(raw),
        [Words.Of<BatchNormAttribute>()] = static (raw, _) => ReadBatchNorm(raw.Bind<BatchNormAttribute>()),
        [Words.Of<GroupNormAttribute>()] = static (raw, _) => new GroupNormLayer(raw.Bind<GroupNormAttribute>().Groups),
        [Words.Of<LayerNormAttribute>()] = static (_, _) => new LayerNormLayer(),
        [Words.Of<ReluAttribute>()] = static (_, _) => new ReluLayer(),
        [Words.Of<MaxPoolAttribute>()] = static (raw, _) => ReadMaxPool(raw),
        [Words.Of<GlobalAveragePoolAttribute>()] = static (_, _) => new GlobalAveragePoolLayer(),
        [Words.Of<FlattenAttribute>()] = static (_, _) => new FlattenLayer(),
        [Words.Of<DropoutAttribute>()] = static (raw, _) => new DropoutLayer(raw.Bind<DropoutAttribute>().Probability),
        [Words.Of<LinearAttribute>()] = static (raw, _) => ReadLinear(raw.Bind<LinearAttribute>()),
        [Words.Of<BasicBlockAttribute>()] = static (raw, blocks) => ReadBlock(raw.Bind<BasicBlockAttribute>(), blocks),
        [Words.Of<BottleneckAttribute>()] = static (raw, blocks) => ReadBlock(raw.Bind<BottleneckAttribute>(), blocks),
    };

    /// <summary>The words that are layers.</summary>
    public static ICollection<string> Vocabulary => Readers.Keys;

    private static ConvLayer ReadConv(RawAttribute attribute)
    {
        var stated = attribute.Bind<ConvAttribute>();
        var padding = attribute.Has(nameof(stated.Padding)) ? stated.Padding : stated.Kernel / 2;
        return new ConvLayer(stated.Channels, stated.Kernel, stated.Stride, padding, stated.Bias);
    }

    private static BatchNormLayer ReadBatchNorm(BatchNormAttribute stated) =>
        new(stated.Affine, stated.Epsilon, stated.Momentum);

    private static MaxPoolLayer ReadMaxPool(RawAttribute attribute)
    {
        var stated = attribute.Bind<MaxPoolAttribute>();
        return new MaxPoolLayer(
            stated.Kernel,
            attribute.Has(nameof(stated.Stride)) ? stated.Stride : stated.Kernel,
            stated.Padding
        );
    }

    private static LinearLayer ReadLinear(LinearAttribute stated) => new(stated.Features, stated.Bias);

    private static BasicBlockLayer ReadBlock(BasicBlockAttribute stated, BlockSettings blocks) =>
        new(stated.Channels, stated.Stride, blocks.Norm, blocks.Groups, blocks.ZeroInitResidual);

    private static BottleneckLayer ReadBlock(BottleneckAttribute stated, BlockSettings blocks) =>
        new(stated.Channels, stated.Stride, blocks.Norm, blocks.Groups, blocks.ZeroInitResidual);

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
        raw.Attributes.FirstOrDefault(attribute => Vocabulary.Contains(attribute.Name));

    private static NamedLayer[] Read(RawClass raw, BlockSettings blocks) =>
        [
            .. raw
                .Attributes.Where(attribute => Vocabulary.Contains(attribute.Name))
                .Select(
                    (attribute, position) =>
                        new NamedLayer(Text.Of(position), Readers[attribute.Name](attribute, blocks), attribute.Index)
                ),
        ];
}
