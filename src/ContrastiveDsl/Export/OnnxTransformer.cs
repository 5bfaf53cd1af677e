using ContrastiveDsl.Language;

namespace ContrastiveDsl.Export;

/// <summary>The layers of vision transformers as nodes of a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The network's weights.</param>
/// <param name="layers">All other layers.</param>
internal sealed class OnnxTransformer(OnnxGraph graph, OnnxWeights weights, OnnxLayers layers)
{
    /// <summary>Adds one layer, as <see cref="OnnxLayers"/> does.</summary>
    /// <exception cref="NotSupportedException">No operator is known for the layer.</exception>
    internal string Apply(string key, Layer layer, FeatureShape input, string x) =>
        layer switch
        {
            PatchEmbeddingLayer patches => Patches(key, patches, input, x),
            ClassTokenLayer => Join(key, Repeated(key, 1, input, x), x),
            RegisterTokensLayer registers => Join(key, x, Repeated(key, registers.Count, input, x)),
            DropRegistersLayer registers => Slice(key, x, 0, input.Tokens - registers.Count),
            PositionsLayer => Add("Add", key + ".add", x, weights.Of(key, 1, input.Tokens, input.Channels)),
            TransformerBlockLayer block => Block(key, block, input, x),
            TakeClassTokenLayer => Take(key, x, 0, 1),
            MeanTokensLayer => Mean(key, input, x),
            _ => throw new NotSupportedException($"The layer {layer.Kind} has no counterpart in ONNX that is known."),
        };

    private string Add(string operation, string key, params string[] inputs) =>
        graph.Add(operation, weights.Name(key), inputs);

    private string Transpose(string key, string x, params long[] order) =>
        graph.Add("Transpose", weights.Name(key), [x], new OnnxAttribute("perm", order));

    private string Reshape(string key, string x, params long[] shape) =>
        Add("Reshape", key, x, graph.Whole(weights.Name(key + ".shape"), shape));

    /// <summary>What stands at one place of an axis; the axis is gone.</summary>
    private string Take(string key, string x, long place, long axis) =>
        graph.Add(
            "Gather",
            weights.Name(key),
            [x, graph.Place(weights.Name(key + ".place"), place)],
            new OnnxAttribute("axis", axis)
        );

    /// <summary>The mean of the tokens behind the first.</summary>
    private string Mean(string key, FeatureShape input, string x)
    {
        var patches = Slice(key + ".patches", x, 1, input.Tokens);
        return graph.Add(
            "ReduceMean",
            weights.Name(key),
            [patches],
            new OnnxAttribute("axes", [1]),
            new OnnxAttribute("keepdims", 0)
        );
    }

    /// <summary>The tokens from one place to before another.</summary>
    private string Slice(string key, string x, long start, long end)
    {
        return Add("Slice", key, x, Bound("start", start), Bound("end", end), Bound("axis", 1));

        string Bound(string name, long value) => graph.Whole(weights.Name(key + "." + name), value);
    }

    private string Number(string key, float value) => graph.Constant(weights.Name(key), [], value);

    private string Patches(string key, PatchEmbeddingLayer patches, FeatureShape input, string x)
    {
        var convolution = new ConvLayer(patches.Width, patches.Patch, patches.Patch, 0, Bias: true);
        var map = layers.Apply(key, convolution, input, x);
        return Transpose(key + ".tokens", Reshape(key + ".flatten", map, 0, patches.Width, -1), 0, 2, 1);
    }

    /// <summary>
    /// Learned tokens, repeated for every image of the batch, whose number only the running graph knows.
    /// </summary>
    private string Repeated(string key, long count, FeatureShape input, string x)
    {
        var learned = weights.Of(key, 1, count, input.Channels);
        OnnxAttribute[] first = [new("start", 0), new("end", 1)];
        var batch = graph.Add("Shape", weights.Name(key + ".batch"), [x], first);
        string[] sizes = [batch, graph.Whole(weights.Name(key + ".size"), count, input.Channels)];
        var shape = graph.Add("Concat", weights.Name(key + ".shape"), sizes, new OnnxAttribute("axis", 0));
        return Add("Expand", key + ".tokens", learned, shape);
    }

    /// <summary>Tokens behind others.</summary>
    private string Join(string key, string first, string second) =>
        graph.Add("Concat", weights.Name(key + ".concat"), [first, second], new OnnxAttribute("axis", 1));

    private string Block(string key, TransformerBlockLayer block, FeatureShape input, string x)
    {
        var norm = new LayerNormLayer { Epsilon = 1e-6 };
        var attended = Attention(
            key + ".self_attention",
            block.Heads,
            input,
            layers.Apply(key + ".ln_1", norm, input, x)
        );
        x = Add("Add", key + ".add_1", attended, x);
        var perceived = Perceptron(key + ".mlp", block.Mlp, input, layers.Apply(key + ".ln_2", norm, input, x));
        return Add("Add", key + ".add_2", perceived, x);
    }

    private string Attention(string key, long heads, FeatureShape input, string x)
    {
        long width = input.Channels;
        var size = width / heads;
        var matrix = weights.Transposed(key + ".in_proj_weight", 3 * width, width);
        var product = Add("MatMul", key + ".in_proj.matmul", x, matrix);
        var projected = Add("Add", key + ".in_proj", product, weights.Of(key + ".in_proj_bias", 3 * width));
        var split = Transpose(
            key + ".heads",
            Reshape(key + ".split", projected, 0, input.Tokens, 3, heads, size),
            [2, 0, 3, 1, 4]
        );
        var query = Take(key + ".query", split, 0, 0);
        var keys = Transpose(key + ".key_columns", Take(key + ".key", split, 1, 0), 0, 1, 3, 2);
        var values = Take(key + ".value", split, 2, 0);

        var scaled = Add("Mul", key + ".scaled", query, Number(key + ".scale", (float)(1 / Math.Sqrt(size))));
        var scores = Add("MatMul", key + ".scores", scaled, keys);
        var shares = graph.Add("Softmax", weights.Name(key + ".shares"), [scores], new OnnxAttribute("axis", -1));
        var mixed = Transpose(key + ".mixed", Add("MatMul", key + ".mix", shares, values), 0, 2, 1, 3);
        return layers.Project(key + ".out_proj", width, width, Reshape(key + ".join", mixed, 0, input.Tokens, width));
    }

    private string Perceptron(string key, long hidden, FeatureShape input, string x)
    {
        var inner = layers.Project(key + ".0", input.Channels, hidden, x);
        return layers.Project(key + ".3", hidden, input.Channels, layers.Gelu(key + ".1", inner));
    }
}
