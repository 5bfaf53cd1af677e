using Microsoft.ML.OnnxRuntime;

namespace ContrastiveDsl.Export.Tests;

/// <summary>A model in ONNX Runtime.</summary>
internal sealed class Runtime : IDisposable
{
    private readonly InferenceSession session;

    internal Runtime(ProtobufMessage model)
        : this(Bytes(model)) { }

    internal Runtime(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        session = new InferenceSession(model, options);
    }

    internal IReadOnlyDictionary<string, string> Metadata => session.ModelMetadata.CustomMetadataMap;

    internal string Producer => session.ModelMetadata.ProducerName;

    internal int?[] InputShape =>
        [.. session.InputMetadata["images"].Dimensions.Select(size => size < 0 ? (int?)null : size)];

    internal int?[] OutputShape =>
        [.. session.OutputMetadata["embeddings"].Dimensions.Select(size => size < 0 ? (int?)null : size)];

    internal static byte[] Bytes(ProtobufMessage model)
    {
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        stream.Length.Should().Be(model.Length);
        return stream.ToArray();
    }

    /// <summary>Embeddings of images, row-major.</summary>
    internal float[] Run<T>(T[] images, params long[] shape)
        where T : unmanaged
    {
        using var input = OrtValue.CreateTensorValueFromMemory(images, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, ["images"], [input], ["embeddings"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => session.Dispose();
}
