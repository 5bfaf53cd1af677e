using ContrastiveDsl.Export;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>export</c> was asked to do.</summary>
/// <param name="Run">The folder of a run or of a checkpoint.</param>
/// <param name="Output">The file to write, or null where none was named.</param>
/// <param name="Format">Its format; null to follow the file's ending.</param>
/// <param name="Part">What of the experiment.</param>
/// <param name="Input">What an ONNX model takes; null for bytes.</param>
/// <param name="UnitLength">Whether an ONNX model gives embeddings of length one.</param>
internal sealed record ExportRequest(
    string Run,
    OutputFile? Output,
    ExportFormat? Format,
    ExportedPart Part,
    OnnxInput? Input,
    bool UnitLength
);

/// <summary>A format of exported files.</summary>
internal enum ExportFormat
{
    /// <summary>Weights alone.</summary>
    Safetensors,

    /// <summary>The network with its weights.</summary>
    Onnx,
}
