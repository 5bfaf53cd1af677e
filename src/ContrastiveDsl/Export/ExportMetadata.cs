using System.Globalization;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Export;

/// <summary>What an exported file says of itself, as texts beside its weights.</summary>
internal static class ExportMetadata
{
    /// <summary>The name of this library.</summary>
    internal const string Producer = nameof(ContrastiveDsl);

    /// <summary>The version of this library.</summary>
    internal static string Version => typeof(ExportMetadata).Assembly.GetName().Version?.ToString(3) ?? "?";

    /// <summary>The part as the command line writes it.</summary>
    internal static string NameOf(ExportedPart part) => part == ExportedPart.Encoder ? "encoder" : "encoder+projector";

    /// <summary>The input as the command line writes it.</summary>
    internal static string NameOf(OnnxInput input) =>
        input switch
        {
            OnnxInput.Bytes => "uint8",
            OnnxInput.Unit => "float",
            _ => "normalized",
        };

    /// <summary>What holds for files of every format.</summary>
    /// <param name="model">The experiment.</param>
    /// <param name="part">What is exported of it.</param>
    internal static Dictionary<string, string> Of(ExperimentModel model, ExportedPart part)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["producer"] = $"{Producer} {Version}",
            ["experiment"] = model.Type.Qualified,
            ["method"] = model.MethodName,
            ["declaration"] = Fingerprint.Of(model),
            ["part"] = NameOf(part),
            ["channels"] = Text.Of(model.Encoder.Channels),
            ["image_size"] = Text.Of(model.Encoder.ImageSize),
            ["feature_size"] = Text.Of(FeatureSize(model, part)),
        };
        if (model.Views.Normalize is { } normalize)
        {
            metadata["mean"] = Numbers(normalize.Mean);
            metadata["std"] = Numbers(normalize.Std);
        }

        return metadata;
    }

    /// <summary>What holds for an ONNX model besides.</summary>
    internal static Dictionary<string, string> Of(ExperimentModel model, OnnxOptions options)
    {
        var metadata = Of(model, options.Part);
        metadata.Remove("producer");
        metadata["input"] = NameOf(options.Input);
        metadata["layout"] = options.Input == OnnxInput.Bytes ? "NHWC" : "NCHW";
        metadata["unit_length"] = options.UnitLength ? "true" : "false";
        return metadata;
    }

    /// <summary>Size of what comes out.</summary>
    internal static int FeatureSize(ExperimentModel model, ExportedPart part) =>
        part == ExportedPart.Encoder ? model.Encoder.Features : model.Projector.Output;

    private static string Numbers(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
