using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export;

/// <summary>
/// Writes what a run has trained to a file that other programs read: ONNX for inference without Torch, safetensors for
/// Torch in .NET and Python.
/// </summary>
public static class EncoderExport
{
    private const string Encoder = "encoder";
    private const string Projector = "projector";

    /// <summary>
    /// Writes an ONNX model of opset 17: <c>images</c> [N, …] to <c>embeddings</c> [N, F], N free, with everything the
    /// training did to clean images inside. What it takes and gives stands in its metadata.
    /// </summary>
    /// <param name="experiment">The experiment that the run is of.</param>
    /// <param name="run">The folder of the run, of which the latest checkpoint counts, or of a checkpoint.</param>
    /// <param name="path">The file; one that exists is replaced once the new one is whole.</param>
    /// <param name="options">What is exported and how; by default the encoder, for bytes.</param>
    /// <exception cref="FileNotFoundException">There are no weights under <paramref name="run"/>.</exception>
    /// <exception cref="NotSupportedException">
    /// A network is a custom module, of which only the weights are known, or the file would have more than 2 GiB.
    /// </exception>
    /// <exception cref="StateException">The weights are damaged, or not those of the declaration.</exception>
    public static void WriteOnnx(ExperimentDefinition experiment, string run, string path, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var scope = NewDisposeScope();
        using var file = Weights.Open(run);
        var model = OnnxModel.Of(experiment.Model, options ?? new OnnxOptions(), network => Load(file, network));
        AtomicFile.Write(path, model.WriteTo);
    }

    /// <summary>
    /// Writes weights as safetensors, with what the experiment was as metadata: the encoder's under torchvision's bare
    /// keys, or both networks' under <c>encoder.</c> and <c>projector.</c>.
    /// </summary>
    /// <param name="experiment">The experiment that the run is of.</param>
    /// <param name="run">The folder of the run, of which the latest checkpoint counts, or of a checkpoint.</param>
    /// <param name="path">The file; one that exists is replaced once the new one is whole.</param>
    /// <param name="part">What is exported.</param>
    /// <exception cref="FileNotFoundException">There are no weights under <paramref name="run"/>.</exception>
    /// <exception cref="StateException">The weights are damaged, or a network has none there.</exception>
    public static void WriteSafetensors(
        ExperimentDefinition experiment,
        string run,
        string path,
        ExportedPart part = ExportedPart.Encoder
    )
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var scope = NewDisposeScope();
        using var file = Weights.Open(run);
        var metadata = ExportMetadata.Of(experiment.Model, part);
        // What loaders in Python look for, before they accept a file.
        metadata["format"] = "pt";
        SafetensorsWriter.Write(path, part == ExportedPart.Encoder ? Load(file, Encoder) : Both(file), metadata);
    }

    private static Dictionary<string, Tensor> Both(SafetensorsFile file)
    {
        string[] networks = [Encoder, Projector];
        return networks
            .SelectMany(network => Load(file, network).Select(entry => (Key: network + "." + entry.Key, entry.Value)))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    private static Dictionary<string, Tensor> Load(SafetensorsFile file, string network)
    {
        var start = network + ".";
        var state = file
            .Entries.Where(entry => entry.Key.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[start.Length..], entry => file.Load(entry.Value), StringComparer.Ordinal);
        return state.Count > 0
            ? state
            : throw new StateException($"'{file.Path}' holds no weights of a network '{network}'.");
    }
}
