using System.Globalization;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using Microsoft.ML.OnnxRuntime;

namespace ContrastiveDsl.Onnx;

/// <summary>What a model takes and gives, as it says of itself.</summary>
/// <param name="Input">The name of its input.</param>
/// <param name="Output">The name of the output that is its features.</param>
/// <param name="TakesBytes">Whether pixels are bytes, channels together; else float32, channel by channel.</param>
/// <param name="Batch">Images that it takes at once; 0 for any number.</param>
/// <param name="Channels">Channels of the images; 0 for any.</param>
/// <param name="ImageSize">Side of the images; 0 for any.</param>
/// <param name="Dimension">Numbers of an image's features; 0 where it does not say.</param>
/// <param name="Normalization">How pixels are normalized; null where it does not say.</param>
internal sealed record OnnxShapes(
    string Input,
    string Output,
    bool TakesBytes,
    int Batch,
    int Channels,
    int ImageSize,
    int Dimension,
    TeacherNormalization? Normalization
)
{
    /// <summary>Reads them.</summary>
    /// <param name="session">The model.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <exception cref="StateException">It does not take images, or gives no row for each.</exception>
    internal static OnnxShapes Of(InferenceSession session, string path)
    {
        var (input, taken) = Images(session, path);
        var (output, given) = Features(session, path);
        var takesBytes = taken.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8;
        var (channel, height, width) = takesBytes ? (3, 1, 2) : (1, 2, 3);
        var sides = taken.Dimensions;
        if (sides[height] != sides[width])
        {
            throw Wrong(path, $"its images are [{string.Join(", ", sides)}], and not square");
        }

        return new OnnxShapes(
            input,
            output,
            takesBytes,
            Known(sides[0]),
            Known(sides[channel]),
            Known(sides[height]),
            Known(given.Dimensions[1]),
            NormalizationOf(session.ModelMetadata.CustomMetadataMap, takesBytes, Known(sides[channel]), path)
        );
    }

    private static (string, NodeMetadata) Images(InferenceSession session, string path)
    {
        var inputs = session.InputMetadata.Where(entry => IsImages(entry.Value)).ToArray();
        return inputs.Length == 1 && session.InputMetadata.Count == 1
            ? (inputs[0].Key, inputs[0].Value)
            : throw Wrong(path, $"it takes {Described(session.InputMetadata)}, not one float32 [N, C, H, W]");
    }

    /// <summary>A row for each image; what a pooling layer leaves of width and height is no matter.</summary>
    private static (string, NodeMetadata) Features(InferenceSession session, string path)
    {
        var outputs = session.OutputMetadata.Where(entry => IsRows(entry.Value)).ToArray();
        var chosen = outputs.Length == 1 ? outputs[0] : outputs.FirstOrDefault(entry => entry.Key == "embeddings");
        return chosen.Key is not null
            ? (chosen.Key, chosen.Value)
            : throw Wrong(path, $"it gives {Described(session.OutputMetadata)}, not one float32 [N, D]");
    }

    private static bool IsImages(NodeMetadata node) =>
        node.IsTensor
        && node.Dimensions.Length == 4
        && node.ElementDataType
            is Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float
                or Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8;

    private static bool IsRows(NodeMetadata node) =>
        node.IsTensor
        && node.Dimensions.Length >= 2
        && node.Dimensions.Skip(2).All(side => side == 1)
        && node.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float;

    /// <summary>Bytes are scaled inside; what says nothing of it was exported by somebody else.</summary>
    private static TeacherNormalization? NormalizationOf(
        Dictionary<string, string> metadata,
        bool takesBytes,
        int channels,
        string path
    )
    {
        if (takesBytes)
        {
            return TeacherNormalization.Unit;
        }

        return metadata.GetValueOrDefault("input") switch
        {
            "normalized" when metadata.ContainsKey("mean") && metadata.ContainsKey("std") => new(
                Numbers(metadata["mean"], channels, path),
                Numbers(metadata["std"], channels, path)
            ),
            "float" or "normalized" => TeacherNormalization.Unit,
            _ => null,
        };
    }

    /// <summary>A number for each channel, or one for all.</summary>
    private static double[] Numbers(string text, int channels, string path)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part =>
                double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : double.NaN
            )
            .ToArray();
        return numbers.All(double.IsFinite) && (numbers.Length == 1 || numbers.Length == channels)
            ? numbers
            : throw Wrong(path, $"its metadata have '{text}' where a number for each channel should be");
    }

    private static int Known(int side) => Math.Max(0, side);

    private static string Described(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        string.Join(
            " and ",
            nodes.Select(node =>
                $"{node.Key} {node.Value.ElementDataType} [{string.Join(", ", node.Value.Dimensions)}]"
            )
        );

    private static StateException Wrong(string path, string reason) => new($"'{path}' cannot be a teacher: {reason}.");
}
