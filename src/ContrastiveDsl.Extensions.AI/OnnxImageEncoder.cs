using ContrastiveDsl.Images;
using Microsoft.ML.OnnxRuntime;

namespace ContrastiveDsl.Extensions.AI;

/// <summary>
/// An encoder that the verb <c>export</c> wrote as ONNX: files of images to embeddings, prepared as in training. All
/// members may be called from several threads at once, and give the same numbers as one after another.
/// </summary>
public sealed class OnnxImageEncoder : IDisposable
{
    private const string InputName = "images";
    private const string OutputName = "embeddings";
    private readonly InferenceSession session;
    private readonly ModelDescription model;
    private readonly EvaluationTransform transform;
    private readonly RunOptions run = new();
    private readonly int batchSize;

    /// <summary>Opens a model.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no ONNX model, or none that was exported so.</exception>
    public OnnxImageEncoder(string path, ImageEncoderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ImageEncoderOptions();
        session = Open(path, options);
        try
        {
            model = ModelDescription.Of(session.ModelMetadata.CustomMetadataMap, path);
            transform = new EvaluationTransform(model.ImageSize, model.Channels, options.Background);
            batchSize = options.BatchSize;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name of the experiment that trained it.</summary>
    public string Name => model.Name;

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions => model.Dimensions;

    /// <summary>Side of the square that it sees of an image, in pixels.</summary>
    public int ImageSize => model.ImageSize;

    /// <summary>Embeds an image.</summary>
    /// <param name="file">The whole file: JPEG, PNG, WebP, GIF, BMP or TIFF.</param>
    /// <param name="name">How errors name it; null where it has no name.</param>
    /// <returns>[<see cref="Dimensions"/>].</returns>
    /// <exception cref="ImageDecodeException">It is no image, or a damaged one; the message says why.</exception>
    public float[] Embed(ReadOnlyMemory<byte> file, string? name = null) => Embed([(file, name)])[0];

    /// <summary>Embeds images.</summary>
    /// <param name="files">The whole files, and how errors name them.</param>
    /// <param name="cancellationToken">Stops between two images.</param>
    /// <returns>An embedding for each, in their order.</returns>
    /// <exception cref="ImageDecodeException">
    /// One is no image, or a damaged one; the message says which and why.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public IReadOnlyList<float[]> Embed(
        IEnumerable<(ReadOnlyMemory<byte> File, string? Name)> files,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        var embeddings = new List<float[]>();
        foreach (var some in files.Chunk(batchSize))
        {
            var pixels = new byte[some.Length][];
            for (var i = 0; i < some.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                pixels[i] = transform.Load(some[i].File, some[i].Name);
            }

            cancellationToken.ThrowIfCancellationRequested();
            embeddings.AddRange(Run(pixels));
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    private static InferenceSession Open(string path, ImageEncoderOptions options)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{Path.GetFullPath(path)}'.", path);
        }

        using var settings = new SessionOptions();
        if (options.Threads is { } threads)
        {
            settings.IntraOpNumThreads = threads;
            settings.InterOpNumThreads = 1;
        }

        try
        {
            return new InferenceSession(path, settings);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException(
                $"'{path}' cannot be opened as an ONNX model: {exception.Message}",
                exception
            );
        }
    }

    private IEnumerable<float[]> Run(byte[][] images)
    {
        using var input = Input(images);
        using var outputs = session.Run(run, [InputName], [input], [OutputName]);
        return Rows(outputs[0].GetTensorDataAsSpan<float>(), images.Length);
    }

    private List<float[]> Rows(ReadOnlySpan<float> values, int count)
    {
        var rows = new List<float[]>(count);
        for (var row = 0; row < count; row++)
        {
            rows.Add(values.Slice(row * Dimensions, Dimensions).ToArray());
        }

        return rows;
    }

    private OrtValue Input(byte[][] images)
    {
        var (count, size, channels) = (images.Length, model.ImageSize, model.Channels);
        if (model.Input == PixelInput.Bytes)
        {
            var bytes = new byte[count * model.ImageLength];
            for (var i = 0; i < count; i++)
            {
                images[i].CopyTo(bytes, i * model.ImageLength);
            }

            return OrtValue.CreateTensorValueFromMemory(bytes, [count, size, size, channels]);
        }

        var numbers = new float[count * model.ImageLength];
        for (var i = 0; i < count; i++)
        {
            Scale(images[i], numbers.AsSpan(i * model.ImageLength, model.ImageLength));
        }

        return OrtValue.CreateTensorValueFromMemory(numbers, [count, channels, size, size]);
    }

    /// <summary>From bytes [S, S, C] to numbers [C, S, S].</summary>
    private void Scale(byte[] pixels, Span<float> numbers)
    {
        var plane = model.ImageSize * model.ImageSize;
        for (var channel = 0; channel < model.Channels; channel++)
        {
            for (var i = 0; i < plane; i++)
            {
                var value = pixels[(i * model.Channels) + channel] / 255f;
                numbers[(channel * plane) + i] = (value - model.Mean[channel]) / model.Deviation[channel];
            }
        }
    }
}
