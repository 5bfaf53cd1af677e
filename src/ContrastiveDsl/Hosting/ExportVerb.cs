using System.CommandLine;
using ContrastiveDsl.Export;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The words of the verb <c>export</c>.</summary>
internal static class ExportVerb
{
    private static readonly Dictionary<string, ExportedPart> Parts = new(StringComparer.Ordinal)
    {
        [ExportMetadata.NameOf(ExportedPart.Encoder)] = ExportedPart.Encoder,
        [ExportMetadata.NameOf(ExportedPart.EncoderAndProjector)] = ExportedPart.EncoderAndProjector,
    };

    private static readonly Dictionary<string, ExportFormat> Formats = new(StringComparer.Ordinal)
    {
        ["safetensors"] = ExportFormat.Safetensors,
        ["onnx"] = ExportFormat.Onnx,
    };

    private static readonly Dictionary<string, OnnxInput> Inputs = Enum.GetValues<OnnxInput>()
        .ToDictionary(ExportMetadata.NameOf, StringComparer.Ordinal);

    /// <summary>The verb.</summary>
    internal static Command Create(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run, or of one of its checkpoints" };
        var output = Values.Text(
            Verbs.OutputOption,
            "FILE",
            "The file to write; .onnx or .safetensors says its format"
        );
        var format = Values.Choice("--format", Formats, "The format, whatever the file's ending");
        var part = Part("What to export; without it the encoder");
        var input = Values.Choice("--input", Inputs, "What an ONNX model takes as images; without it uint8");
        var unit = new Option<bool>("--unit")
        {
            Description = "Embeddings of length one, so that products are cosines",
        };
        var overwrite = OutputFile.OverwriteSwitch();
        var command = new Command("export", "Writes an encoder to a file that other programs read: ONNX or safetensors")
        {
            run,
            output,
            format,
            part,
            input,
            unit,
            overwrite,
        };
        command.SetAction(parsed =>
            new ExportCommand(experiments, terminal).Run(
                new ExportRequest(
                    parsed.GetRequiredValue(run),
                    OutputFile.Named(parsed, output, overwrite),
                    parsed.GetValue(format),
                    parsed.GetValue(part) ?? ExportedPart.Encoder,
                    parsed.GetValue(input),
                    parsed.GetValue(unit)
                )
            )
        );
        return command;
    }

    /// <summary>How much of an experiment is meant.</summary>
    internal static Option<ExportedPart?> Part(string description) => Values.Choice("--part", Parts, description);
}
