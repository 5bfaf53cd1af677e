using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Reads layer attributes.</summary>
internal static class LayerReader
{
    /// <summary>The layers of an encoder, named for its fields and state dict: <c>conv1</c>, <c>bn1</c>, <c>block1</c>.</summary>
    /// <param name="raw">The class.</param>
    /// <param name="blocks">What the encoder says about residual blocks: Norm, Groups, ZeroInitResidual.</param>
    public static IReadOnlyList<NamedLayer> ReadEncoder(RawClass raw, BlockSettings blocks)
    {
        var layers = new List<NamedLayer>();
        var counts = new Dictionary<string, int>();
        foreach (var attribute in raw.Attributes)
        {
            if (Read(attribute, blocks) is { } layer)
            {
                var stem = Stem(layer);
                counts.TryGetValue(stem, out var count);
                counts[stem] = count + 1;
                layers.Add(new NamedLayer(stem + Text.Of(count + 1), layer, default, default, attribute.Index));
            }
        }

        return layers;
    }

    /// <summary>The layers of a head, named by position as in a Sequential: <c>0</c>, <c>1</c>, <c>3</c>.</summary>
    /// <param name="raw">The class.</param>
    public static IReadOnlyList<NamedLayer> ReadHead(RawClass raw)
    {
        var layers = new List<NamedLayer>();
        foreach (var attribute in raw.Attributes)
        {
            if (Read(attribute, BlockSettings.Default) is { } layer)
            {
                layers.Add(new NamedLayer(Text.Of(layers.Count), layer, default, default, attribute.Index));
            }
        }

        return layers;
    }

    /// <summary>Whether a class lists layers.</summary>
    public static bool HasLayers(RawClass raw)
    {
        foreach (var attribute in raw.Attributes)
        {
            if (Words.IsLayer(attribute.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static Layer? Read(RawAttribute attribute, BlockSettings blocks) => attribute.Name switch
    {
        "Conv" => ReadConv(attribute),
        "BatchNorm" => ReadBatchNorm(attribute),
        "GroupNorm" => new GroupNormLayer(attribute.Int("Groups", 0)),
        "LayerNorm" => new LayerNormLayer(),
        "Relu" => new ReluLayer(),
        "MaxPool" => ReadMaxPool(attribute),
        "GlobalAveragePool" => new GlobalAveragePoolLayer(),
        "Flatten" => new FlattenLayer(),
        "Dropout" => new DropoutLayer(attribute.Number("Probability", 0.5)),
        "Linear" => new LinearLayer(attribute.Int("Features", 0), attribute.Flag("Bias", new LinearAttribute(1).Bias)),
        "BasicBlock" => new BasicBlockLayer(attribute.Int("Channels", 0), attribute.Int("Stride", 1), blocks.Norm, blocks.Groups, blocks.ZeroInitResidual),
        "Bottleneck" => new BottleneckLayer(attribute.Int("Channels", 0), attribute.Int("Stride", 1), blocks.Norm, blocks.Groups, blocks.ZeroInitResidual),
        _ => null,
    };

    private static ConvLayer ReadConv(RawAttribute attribute)
    {
        var absent = new ConvAttribute(1, 1);
        var kernel = attribute.Int("Kernel", 0);
        var padding = attribute.Has("Padding") ? attribute.Int("Padding", 0) : kernel / 2;
        return new ConvLayer(attribute.Int("Channels", 0), kernel, attribute.Int("Stride", absent.Stride), padding, attribute.Flag("Bias", absent.Bias));
    }

    private static BatchNormLayer ReadBatchNorm(RawAttribute attribute)
    {
        var absent = new BatchNormAttribute();
        return new BatchNormLayer(
            attribute.Flag("Affine", absent.Affine), attribute.Number("Epsilon", absent.Epsilon), attribute.Number("Momentum", absent.Momentum));
    }

    private static MaxPoolLayer ReadMaxPool(RawAttribute attribute)
    {
        var kernel = attribute.Int("Kernel", 0);
        var stride = attribute.Has("Stride") ? attribute.Int("Stride", 0) : kernel;
        return new MaxPoolLayer(kernel, stride, attribute.Int("Padding", 0));
    }

    private static string Stem(Layer layer) => layer switch
    {
        ConvLayer => "conv",
        BatchNormLayer => "bn",
        GroupNormLayer or LayerNormLayer => "norm",
        BasicBlockLayer or BottleneckLayer => "block",
        MaxPoolLayer or GlobalAveragePoolLayer => "pool",
        LinearLayer => "linear",
        ReluLayer => "relu",
        FlattenLayer => "flatten",
        _ => "dropout",
    };
}
