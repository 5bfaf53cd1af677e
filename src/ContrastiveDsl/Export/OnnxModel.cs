using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export;

/// <summary>An experiment's encoder, with what stands before and behind it, as an ONNX model.</summary>
internal sealed class OnnxModel
{
    /// <summary>Name of the model's input.</summary>
    internal const string InputName = "images";

    /// <summary>Name of its output.</summary>
    internal const string OutputName = "embeddings";

    private const float SmallestNorm = 1e-12f;
    private readonly OnnxGraph graph = new();
    private readonly ExperimentModel model;
    private readonly OnnxOptions options;

    private OnnxModel(ExperimentModel model, OnnxOptions options)
    {
        this.model = model;
        this.options = options;
        graph.Reserve(InputName, OutputName);
    }

    /// <summary>Builds the model.</summary>
    /// <param name="model">The experiment.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="state">
    /// Gives the parameters and buffers of a network of the experiment, <c>encoder</c> or <c>projector</c>.
    /// </param>
    /// <exception cref="NotSupportedException">
    /// A network is a custom module, or the file would be too large.
    /// </exception>
    /// <exception cref="StateException">The weights are not those of the declaration.</exception>
    internal static ProtobufMessage Of(
        ExperimentModel model,
        OnnxOptions options,
        Func<string, IReadOnlyDictionary<string, Tensor>> state
    )
    {
        RequireLayers(model.Encoder);
        if (options.Part == ExportedPart.EncoderAndProjector)
        {
            RequireLayers(model.Projector);
        }

        return new OnnxModel(model, options).Build(state);
    }

    private static void RequireLayers(DeclaredModel part)
    {
        if (part.IsCustom)
        {
            throw new NotSupportedException(
                $"'{part.Type.Name}' is a custom module: only layers that the declaration lists can become ONNX, since nobody can read what its code computes. Export its weights as safetensors, or declare it by layer attributes or a backbone."
            );
        }
    }

    private ProtobufMessage Build(Func<string, IReadOnlyDictionary<string, Tensor>> state)
    {
        var x = Network("encoder", model.Encoder.Layers, state, Images());
        if (options.Part == ExportedPart.EncoderAndProjector)
        {
            x = Network("projector", model.Projector.Layers, state, x);
        }

        graph.AddTo(OutputName, "Identity", [options.UnitLength ? UnitLength(x) : x]);
        var file = OnnxFormat.Model(
            graph.ToMessage(model.Type.Name, Input(), Output()),
            ExportMetadata.Producer,
            ExportMetadata.Version,
            ExportMetadata.Of(model, options)
        );
        OnnxFormat.RequireSize(file.Length);
        return file;
    }

    private ProtobufMessage Input()
    {
        long side = model.Encoder.ImageSize;
        long channels = model.Encoder.Channels;
        return options.Input == OnnxInput.Bytes
            ? OnnxFormat.Value(InputName, OnnxType.Byte, [side, side, channels])
            : OnnxFormat.Value(InputName, OnnxType.Float, [channels, side, side]);
    }

    private ProtobufMessage Output() =>
        OnnxFormat.Value(OutputName, OnnxType.Float, [ExportMetadata.FeatureSize(model, options.Part)]);

    /// <summary>The images as the encoder wants them, by the operations with which training prepares them.</summary>
    private string Images()
    {
        var x = InputName;
        if (options.Input == OnnxInput.Bytes)
        {
            x = graph.Add("Cast", "pixels.float", [x], new OnnxAttribute("to", (long)OnnxType.Float));
            x = graph.Add("Transpose", "pixels.channels_first", [x], new OnnxAttribute("perm", [0, 3, 1, 2]));
            x = graph.Add("Div", "pixels.scaled", [x, graph.Constant("pixels.largest", [], 255)]);
        }

        if (options.Input == OnnxInput.Normalized || model.Views.Normalize is not { } normalize)
        {
            return x;
        }

        x = graph.Add("Sub", "pixels.centered", [x, PerChannel("pixels.mean", normalize.Mean)]);
        return graph.Add("Div", "pixels.normalized", [x, PerChannel("pixels.std", normalize.Std)]);
    }

    private string PerChannel(string name, EquatableArray<double> values) =>
        graph.Constant(name, [values.Count, 1, 1], [.. values.Select(value => (float)value)]);

    private string Network(
        string name,
        EquatableArray<NamedLayer> layers,
        Func<string, IReadOnlyDictionary<string, Tensor>> state,
        string x
    )
    {
        var weights = new OnnxWeights(graph, name, state(name));
        var output = new OnnxLayers(graph, weights).Apply(layers, x);
        weights.RequireAllUsed();
        return output;
    }

    private string UnitLength(string x)
    {
        OnnxAttribute[] rows = [new("axes", [1L]), new("keepdims", 1)];
        var norms = graph.Add("ReduceL2", "unit.norm", [x], rows);
        var safe = graph.Add("Max", "unit.safe_norm", [norms, graph.Constant("unit.smallest", [], SmallestNorm)]);
        return graph.Add("Div", "unit.length", [x, safe]);
    }
}
