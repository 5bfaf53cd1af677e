using ContrastiveDsl.Language;

namespace ContrastiveDsl.Export;

/// <summary>The layers of ConvNeXts as nodes of a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The network's weights.</param>
/// <param name="layers">All other layers.</param>
internal sealed class OnnxConvNeXt(OnnxGraph graph, OnnxWeights weights, OnnxLayers layers)
{
    /// <summary>Adds a layer normalization over channels.</summary>
    internal string Normalize(string key, ChannelNormLayer norm, FeatureShape input, string x)
    {
        var pixels = ChannelsLast(key + ".pixels", x);
        return ChannelsFirst(key + ".maps", layers.Apply(key, Vectors(norm.Epsilon), Pixel(input), pixels));
    }

    /// <summary>Adds a block.</summary>
    internal string Block(string key, FeatureShape input, string x)
    {
        long width = input.Channels;
        var branch = key + ".block";
        var pixels = ChannelsLast(branch + ".1", Convolve(branch + ".0", width, x));
        pixels = layers.Apply(branch + ".2", Vectors(ConvNeXtBlockLayer.Epsilon), Pixel(input), pixels);
        var inner = layers.Project(branch + ".3", width, ConvNeXtBlockLayer.Expansion * width, pixels);
        inner = layers.Gelu(branch + ".4", inner);
        var outer = layers.Project(branch + ".5", ConvNeXtBlockLayer.Expansion * width, width, inner);
        var scale = weights.Of(key + ".layer_scale", width, 1, 1);
        var scaled = Add("Mul", key + ".scaled", ChannelsFirst(branch + ".6", outer), scale);
        return Add("Add", key + ".add", scaled, x);
    }

    /// <summary>Each channel by a kernel of its own.</summary>
    private string Convolve(string key, long width, string x)
    {
        const long kernel = ConvNeXtBlockLayer.Kernel;
        const long padding = kernel / 2;
        return graph.Add(
            "Conv",
            weights.Name(key),
            [x, weights.Of(key + ".weight", width, 1, kernel, kernel), weights.Of(key + ".bias", width)],
            new OnnxAttribute("kernel_shape", [kernel, kernel]),
            new OnnxAttribute("pads", [padding, padding, padding, padding]),
            new OnnxAttribute("group", width)
        );
    }

    private static LayerNormLayer Vectors(double epsilon) => new() { Epsilon = epsilon };

    private static FeatureShape Pixel(FeatureShape map) => FeatureShape.Vector(map.Channels);

    private string ChannelsLast(string key, string x) => Transpose(key, x, 0, 2, 3, 1);

    private string ChannelsFirst(string key, string x) => Transpose(key, x, 0, 3, 1, 2);

    private string Transpose(string key, string x, params long[] order) =>
        graph.Add("Transpose", weights.Name(key), [x], new OnnxAttribute("perm", order));

    private string Add(string operation, string key, params string[] inputs) =>
        graph.Add(operation, weights.Name(key), inputs);
}
