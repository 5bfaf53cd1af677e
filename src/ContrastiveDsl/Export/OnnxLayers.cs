using ContrastiveDsl.Language;

namespace ContrastiveDsl.Export;

/// <summary>Layers in evaluation as nodes of a graph, with the keys that the layers have in the state dict.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The network's weights.</param>
internal sealed class OnnxLayers(OnnxGraph graph, OnnxWeights weights)
{
    /// <summary>What group normalization adds to the variance; its layer has no setting for it.</summary>
    private const double GroupEpsilon = 1e-5;

    private static readonly float RootOfTwo = (float)Math.Sqrt(2);

    /// <summary>Adds the layers of a network.</summary>
    /// <param name="layers">The layers in order, every shape known.</param>
    /// <param name="x">Name of the network's input.</param>
    /// <returns>Name of its output.</returns>
    internal string Apply(IEnumerable<NamedLayer> layers, string x) =>
        layers.Aggregate(x, (input, layer) => Apply(layer.Name, layer.Layer, layer.Input, input));

    /// <summary>Adds one layer.</summary>
    /// <param name="key">Its key in the state dict.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape before it.</param>
    /// <param name="x">Name of its input.</param>
    /// <returns>Name of its output.</returns>
    /// <exception cref="NotSupportedException">No operator is known for the layer.</exception>
    internal string Apply(string key, Layer layer, FeatureShape input, string x) =>
        layer switch
        {
            ConvLayer conv => Convolve(key, conv, input, x),
            LinearLayer linear => Linear(key, linear, input, x),
            PatchProjectionLayer projection => Project(key, input.Channels, projection.Features, x),
            BatchNormLayer norm => BatchNorm(key, norm, input, x),
            GroupNormLayer norm => GroupNorm(key, norm.Groups, norm.Affine, input, x),
            ChannelNormLayer norm => new OnnxConvNeXt(graph, weights, this).Normalize(key, norm, input, x),
            LayerNormLayer norm when IsMap(input) => GroupNorm(key, 1, norm.Affine, input, x),
            LayerNormLayer norm => LayerNorm(key, norm, input, x),
            ReluLayer => Add("Relu", key, [x]),
            GeluLayer => Gelu(key, x),
            DropoutLayer => x,
            MaxPoolLayer pool => Add("MaxPool", key, [x], Window(pool.Kernel, pool.Stride, pool.Padding)),
            GlobalAveragePoolLayer => Flatten(key + ".flatten", Add("GlobalAveragePool", key, [x])),
            FlattenLayer when input.IsVector => x,
            FlattenLayer or ConcatenateLayer => Flatten(key, x),
            BasicBlockLayer block => Block(key, block, input, x),
            BottleneckLayer block => Block(key, block, input, x),
            ConvNeXtBlockLayer => new OnnxConvNeXt(graph, weights, this).Block(key, input, x),
            StageLayer stage => Stage(key, stage, input, x),
            _ => new OnnxTransformer(graph, weights, this).Apply(key, layer, input, x),
        };

    /// <summary>A linear layer of every token: [N, T, from] to [N, T, to].</summary>
    internal string Project(string key, long from, long to, string x)
    {
        var matrix = weights.Transposed(key + ".weight", to, from);
        var product = Add("MatMul", key + ".matmul", [x, matrix]);
        return Add("Add", key, [product, weights.Of(key + ".bias", to)]);
    }

    /// <summary>The exact one: x · (1 + erf(x / √2)) / 2. It became an operator of its own later.</summary>
    internal string Gelu(string key, string x)
    {
        var error = Add("Erf", key + ".erf", [Add("Div", key + ".div", [x, Number(key + ".root", RootOfTwo)])]);
        var sum = Add("Add", key + ".add", [error, Number(key + ".one", 1)]);
        return Add("Mul", key, [Add("Mul", key + ".mul", [x, sum]), Number(key + ".half", 0.5f)]);
    }

    private string Number(string key, float value) => graph.Constant(weights.Name(key), [], value);

    private static bool IsMap(FeatureShape shape) => !shape.IsVector && !shape.IsSequence;

    private static OnnxAttribute[] Window(long kernel, long stride, long padding) =>
        [
            new("kernel_shape", [kernel, kernel]),
            new("strides", [stride, stride]),
            new("pads", [padding, padding, padding, padding]),
        ];

    private string Add(string operation, string key, string[] inputs, params OnnxAttribute[] attributes) =>
        graph.Add(operation, weights.Name(key), inputs, attributes);

    private string Flatten(string key, string x) => Add("Flatten", key, [x], new OnnxAttribute("axis", 1));

    private string Convolve(string key, ConvLayer conv, FeatureShape input, string x)
    {
        var weight = weights.Of(key + ".weight", conv.Channels, input.Channels, conv.Kernel, conv.Kernel);
        string[] inputs = conv.Bias ? [x, weight, weights.Of(key + ".bias", conv.Channels)] : [x, weight];
        return Add("Conv", key, inputs, Window(conv.Kernel, conv.Stride, conv.Padding));
    }

    private string Linear(string key, LinearLayer linear, FeatureShape input, string x)
    {
        var weight = weights.Of(key + ".weight", linear.Features, input.Channels);
        string[] inputs = linear.Bias ? [x, weight, weights.Of(key + ".bias", linear.Features)] : [x, weight];
        return Add("Gemm", key, inputs, new OnnxAttribute("transB", 1));
    }

    /// <summary>By the running statistics, whatever parts of a batch they were taken over.</summary>
    private string BatchNorm(string key, BatchNormLayer norm, FeatureShape input, string x)
    {
        var (scale, shift) = ScaleAndShift(key, norm.Affine, [input.Channels]);
        string[] inputs =
        [
            x,
            scale,
            shift,
            weights.Of(key + ".running_mean", input.Channels),
            weights.Of(key + ".running_var", input.Channels),
        ];
        return Add("BatchNormalization", key, inputs, new OnnxAttribute("epsilon", (float)norm.Epsilon));
    }

    private string LayerNorm(string key, LayerNormLayer norm, FeatureShape input, string x)
    {
        var (scale, shift) = ScaleAndShift(key, norm.Affine, [input.Channels]);
        return Add(
            "LayerNormalization",
            key,
            [x, scale, shift],
            new OnnxAttribute("axis", -1),
            new OnnxAttribute("epsilon", (float)norm.Epsilon)
        );
    }

    /// <summary>
    /// Each group as one channel of an instance normalization, then the scale and shift of every channel: the format's
    /// own group normalization came later, and its meaning changed between two versions.
    /// </summary>
    private string GroupNorm(string key, int groups, bool affine, FeatureShape input, string x)
    {
        long[] shape = IsMap(input) ? [0, input.Channels, input.Height, input.Width] : [0, input.Channels];
        long[] perChannel = IsMap(input) ? [input.Channels, 1, 1] : [input.Channels];
        var grouped = Reshape(key + ".groups", x, [0, groups, -1]);
        string[] inputs = [grouped, Filled(key + ".one", groups, 1), Filled(key + ".zero", groups, 0)];
        var normal = Add(
            "InstanceNormalization",
            key + ".normal",
            inputs,
            new OnnxAttribute("epsilon", (float)GroupEpsilon)
        );
        var back = Reshape(affine ? key + ".channels" : key, normal, shape);
        if (!affine)
        {
            return back;
        }

        var scaled = Add("Mul", key + ".scaled", [back, PerChannel(key + ".weight", input.Channels, perChannel)]);
        return Add("Add", key, [scaled, PerChannel(key + ".bias", input.Channels, perChannel)]);
    }

    private string PerChannel(string key, long channels, long[] shape) =>
        shape.Length == 1 ? weights.Of(key, channels) : weights.Reshaped(key, [channels], shape);

    private (string Scale, string Shift) ScaleAndShift(string key, bool affine, long[] shape) =>
        affine
            ? (weights.Of(key + ".weight", shape), weights.Of(key + ".bias", shape))
            : (Filled(key + ".one", shape[0], 1), Filled(key + ".zero", shape[0], 0));

    private string Filled(string key, long count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return graph.Constant(weights.Name(key), [count], values);
    }

    private string Reshape(string key, string x, long[] shape) =>
        Add("Reshape", key, [x, graph.Whole(weights.Name(key + ".shape"), shape)]);

    private string Block(string key, BasicBlockLayer block, FeatureShape input, string x) =>
        Residual(
            key,
            x,
            input,
            NormLayer.Of(block.Norm, block.Groups),
            block.Stride,
            Convolution(block.Channels, 3, block.Stride),
            Convolution(block.Channels, 3)
        );

    private string Block(string key, BottleneckLayer block, FeatureShape input, string x) =>
        Residual(
            key,
            x,
            input,
            NormLayer.Of(block.Norm, block.Groups),
            block.Stride,
            Convolution(block.Width, 1),
            Convolution(block.Width, 3, block.Stride),
            Convolution(block.Channels, 1)
        );

    private static ConvLayer Convolution(int channels, int kernel, int stride = 1) =>
        new(channels, kernel, stride, kernel / 2, Bias: false);

    private string Residual(
        string key,
        string x,
        FeatureShape input,
        Layer? norm,
        int stride,
        params ConvLayer[] convolutions
    )
    {
        var (branch, shape) = (x, input);
        for (var number = 1; number <= convolutions.Length; number++)
        {
            var suffix = Text.Of(number);
            (branch, shape) = Normalized(
                (key + ".conv" + suffix, key + ".bn" + suffix),
                convolutions[number - 1],
                norm,
                shape,
                branch
            );
            if (number < convolutions.Length)
            {
                branch = Add("Relu", key + ".relu" + suffix, [branch]);
            }
        }

        var beside = x;
        if (stride != 1 || input.Channels != shape.Channels)
        {
            var keys = (key + ".downsample.0", key + ".downsample.1");
            (beside, _) = Normalized(keys, Convolution(shape.Channels, 1, stride), norm, input, x);
        }

        return Add("Relu", key + ".relu", [Add("Add", key + ".add", [branch, beside])]);
    }

    private (string Output, FeatureShape Shape) Normalized(
        (string Convolution, string Norm) keys,
        ConvLayer convolution,
        Layer? norm,
        FeatureShape input,
        string x
    )
    {
        var output = Apply(keys.Convolution, convolution, input, x);
        var shape = convolution.Output(input);
        return (norm is null ? output : Apply(keys.Norm, norm, shape, output), shape);
    }

    private string Stage(string key, StageLayer stage, FeatureShape input, string x)
    {
        for (var index = 0; index < stage.Blocks.Count; index++)
        {
            var block = stage.Blocks[index];
            x = Apply(key + "." + stage.BlockKey(index), block, input, x);
            input = block.Output(input);
        }

        return x;
    }
}
