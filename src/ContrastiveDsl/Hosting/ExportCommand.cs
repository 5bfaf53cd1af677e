using ContrastiveDsl.Export;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>export</c>: what a run has trained, as a file that other programs read.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class ExportCommand(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    private const string OnnxEnding = ".onnx";
    private const string SafetensorsEnding = ".safetensors";
    private readonly ExperimentNames names = new(experiments);

    internal int Run(ExportRequest request)
    {
        var file = request.Output
            ?? throw new InputException("Name the file to write: --out FILE.onnx or FILE.safetensors.");
        var format = request.Format ?? FormatOf(file.Path);
        RequireFitting(request, format);
        file.RequireFree();
        var definition = Find(request.Run);
        TorchLibrary.Require();
        file.CreateFolder();
        TrainedRuns.WarnOfBroken(request.Run, terminal.Error);
        // Looked for once: a run that goes on meanwhile has a later one.
        request = request with { Run = CheckpointOf(request.Run) };
        Write(definition, request, format, file.Path);
        Show(definition.Model, request, format, file.Path);
        return ExitCodes.Success;
    }

    private static ExportFormat FormatOf(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            OnnxEnding => ExportFormat.Onnx,
            SafetensorsEnding => ExportFormat.Safetensors,
            _ => throw new InputException(
                $"--out is '{path}', whose ending is neither {OnnxEnding} nor {SafetensorsEnding}: choose one of them, or say --format onnx or --format safetensors."
            ),
        };

    private static void RequireFitting(ExportRequest request, ExportFormat format)
    {
        if (format != ExportFormat.Onnx && (request.Input is not null || request.UnitLength))
        {
            throw new InputException(
                "--input and --unit say what an ONNX model computes; a safetensors file holds weights alone."
            );
        }
    }

    private ExperimentDefinition Find(string run)
    {
        // A checkpoint lies two folders below its run.
        var folder = Checkpoint.IsWhole(run) ? Path.Combine(run, "..", "..") : run;
        try
        {
            return names.Find(RunFolder.Read(folder).Experiment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(exception.Message);
        }
    }

    /// <summary>
    /// The checkpoint that is meant; where there is none the run, of which writing says what is missing.
    /// </summary>
    private static string CheckpointOf(string run) => Checkpoint.IsWhole(run) ? run : Checkpoint.Latest(run) ?? run;

    /// <summary><c>step 36</c>, or what a checkpoint of another kind is called.</summary>
    private static string NameOf(string checkpoint)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpoint));
        return Checkpoint.StepOf(folder) is >= 0 and var step
            ? FormattableString.Invariant($"step {step}")
            : Path.GetFileName(folder);
    }

    private static void Write(ExperimentDefinition definition, ExportRequest request, ExportFormat format, string path)
    {
        try
        {
            if (format == ExportFormat.Safetensors)
            {
                EncoderExport.WriteSafetensors(definition, request.Run, path, request.Part);
            }
            else
            {
                EncoderExport.WriteOnnx(definition, request.Run, path, Options(request));
            }
        }
        catch (Exception exception) when (exception is NotSupportedException or FileNotFoundException)
        {
            throw new InputException(exception.Message);
        }
    }

    private static OnnxOptions Options(ExportRequest request) =>
        new()
        {
            Part = request.Part,
            Input = request.Input ?? default,
            UnitLength = request.UnitLength,
        };

    private void Show(ExperimentModel model, ExportRequest request, ExportFormat format, string path)
    {
        var what = format == ExportFormat.Onnx ? Shapes(model, Options(request)) : "weights";
        var size = Say.Bytes(new FileInfo(path).Length);
        terminal.Output.Tell(
            $"{model.Type.Name}, {ExportMetadata.NameOf(request.Part)} of {NameOf(request.Run)}: {what}, {size}, in {path}"
        );
    }

    private static string Shapes(ExperimentModel model, OnnxOptions options)
    {
        var (side, channels) = (model.Encoder.ImageSize, model.Encoder.Channels);
        var shape = options.Input == OnnxInput.Bytes ? $"{side}, {side}, {channels}" : $"{channels}, {side}, {side}";
        var unit = options.UnitLength ? " of length one" : "";
        var size = ExportMetadata.FeatureSize(model, options.Part);
        return $"images {ExportMetadata.NameOf(options.Input)} [N, {shape}] to embeddings [N, {size}]{unit}";
    }
}
