using Microsoft.Extensions.AI;

namespace ContrastiveDsl.Extensions.AI;

/// <summary>
/// An exported encoder as any other embedding model, so that images enter vector stores. May be used from several
/// threads at once.
/// </summary>
public sealed class OnnxImageEmbeddingGenerator : IEmbeddingGenerator<DataContent, Embedding<float>>
{
    private readonly OnnxImageEncoder encoder;
    private readonly EmbeddingGeneratorMetadata metadata;

    /// <summary>Opens a model.</summary>
    /// <param name="path">The <c>.onnx</c> file that the verb <c>export</c> wrote.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no ONNX model, or none that was exported so.</exception>
    public OnnxImageEmbeddingGenerator(string path, ImageEncoderOptions? options = null)
        : this(new OnnxImageEncoder(path, options)) { }

    /// <summary>Makes a generator of an encoder, which it disposes.</summary>
    /// <param name="encoder">The encoder.</param>
    public OnnxImageEmbeddingGenerator(OnnxImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        this.encoder = encoder;
        metadata = new EmbeddingGeneratorMetadata("ContrastiveDsl", null, encoder.Name, encoder.Dimensions);
    }

    /// <summary>Embeds images.</summary>
    /// <param name="values">
    /// Whole files of images; what they are follows from their bytes, not from the media type.
    /// </param>
    /// <param name="options">
    /// Dimensions, where they are asked for, must be the encoder's; a model's name is not looked at.
    /// </param>
    /// <param name="cancellationToken">Stops between two images.</param>
    /// <returns>An embedding for each image, in their order.</returns>
    /// <exception cref="ArgumentException">Other dimensions are asked for than the encoder has.</exception>
    /// <exception cref="ContrastiveDsl.Images.ImageDecodeException">
    /// One is no image, or a damaged one; the message says which and why.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions && dimensions != encoder.Dimensions)
        {
            throw new ArgumentException(
                $"Embeddings of {encoder.Name} have {encoder.Dimensions} dimensions, not {dimensions}.",
                nameof(options)
            );
        }

        // Nothing here waits for another machine: a thread of the pool decodes and computes.
        return Task.Run(() => Generate(values, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(encoder) ? encoder
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();

    private GeneratedEmbeddings<Embedding<float>> Generate(
        IEnumerable<DataContent> values,
        CancellationToken cancellationToken
    )
    {
        var files = values.Select((value, i) => (value.Data, (string?)(value.Name ?? $"Image {i + 1}")));
        var created = DateTimeOffset.UtcNow;
        return new GeneratedEmbeddings<Embedding<float>>(
            encoder
                .Embed(files, cancellationToken)
                .Select(vector => new Embedding<float>(vector) { CreatedAt = created, ModelId = encoder.Name })
        );
    }
}
