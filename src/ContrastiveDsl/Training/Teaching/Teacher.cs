using System.Globalization;
using System.Text;
using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// The teacher of a student: a trained network that sees the student's views and says what features they have. It is
/// opened when training begins, in evaluation mode, and never trained.
/// </summary>
/// <remarks>
/// Its weights are no part of the student's checkpoints, which hold a hash of them: a run goes on with the teacher it
/// began with, or not at all. Nothing in <see cref="Features(Tensor)"/> waits for the device, unless the network does.
/// </remarks>
public sealed class Teacher : IStateful, IDisposable
{
    private const string HashName = "hash";

    private readonly string path;
    private readonly int dimension;
    private readonly int channels;
    private readonly int size;
    private readonly TeacherNormalization views;
    private readonly TeacherNormalization? stated;
    private ITeacherNetwork? network;
    private Tensor? scale;
    private Tensor? shift;
    private Tensor? kept;
    private long hash;

    /// <summary>Names a teacher; <see cref="Open"/> opens it.</summary>
    /// <param name="path">The folder of a run, or a file of one of the <see cref="TeacherFormats"/>.</param>
    /// <param name="dimension">D, numbers of the student's embeddings.</param>
    /// <param name="channels">Channels of the views.</param>
    /// <param name="size">Side of the views in pixels.</param>
    /// <param name="views">How the views are normalized.</param>
    /// <param name="stated">
    /// How the teacher wants its images, where its file does not say; without it as the student.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public Teacher(
        string path,
        int dimension,
        int channels,
        int size,
        TeacherNormalization views,
        TeacherNormalization? stated = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(views);
        (this.path, this.dimension, this.channels, this.size) = (path, dimension, channels, size);
        (this.views, this.stated) = (views, stated);
    }

    private bool IsFile => TeacherFormats.Find(path) is not null;

    /// <summary>
    /// Opens the teacher on the device of the run, and checks that it takes the student's views and gives as many
    /// numbers as the student's embeddings have. The loop calls it, once the run's checkpoint is loaded.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="experiments">The experiments of the program, among them that of a teacher that is a run.</param>
    /// <exception cref="IOException">
    /// There is no teacher, its shapes do not fit, or the run began with another one. Of a run that begins, nothing is
    /// left.
    /// </exception>
    public void Open(TrainingRun run, IReadOnlyList<ExperimentDefinition> experiments)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(experiments);
        if (network is not null)
        {
            return;
        }

        try
        {
            RequireThere(path);
            RequireSame(run);
            network = IsFile
                ? TeacherFormats.Find(path)!.Open(path, run.Settings.TorchDevice)
                : RunTeacher.Open(path, experiments, run.Settings.Device);
            RequireFit(network);
            Prepare(network.Normalization ?? stated ?? views, run.Settings.TorchDevice);
        }
        catch
        {
            network?.Dispose();
            network = null;
            run.Withdraw();
            throw;
        }
    }

    /// <summary>
    /// Asks the teacher about all images at once and keeps what it says, for views in which nothing is random:
    /// <see cref="Features(Batch)"/> then looks it up. N·D float32 numbers on the device.
    /// </summary>
    /// <param name="images">The training images.</param>
    /// <param name="run">The run, which tells how far it is.</param>
    /// <param name="sample">Makes the views of a batch.</param>
    /// <param name="microBatch">Images that pass together, at least 1; by default those of a batch.</param>
    /// <returns>Whether all are done; not where a stop was requested.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no images in a micro-batch.</exception>
    public bool Remember(ImageSet images, TrainingRun run, Func<Batch, Tensor> sample, int? microBatch = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(microBatch ?? 1, 1);
        kept?.Dispose();
        kept = zeros(images.Count, dimension, ScalarType.Float32, run.Settings.TorchDevice).DetachFromDisposeScope();
        var batch = Math.Min(microBatch ?? run.Settings.BatchSize, images.Count);
        for (var start = 0; start < images.Count; start += batch)
        {
            using var scope = NewDisposeScope();

            // The last one is as large as the others, so that a row has the same bits however many images there are.
            var first = Math.Min(start, images.Count - batch);
            var places = Enumerable.Range(first, batch).ToArray();
            using (no_grad())
            {
                kept.narrow(0, first, batch).copy_(Features(sample(new Batch(0, 0, places))));
            }

            run.ReportPreparation("asking the teacher", first + batch, images.Count);
            if (run.StopRequested)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The teacher's features of views, without gradients.</summary>
    /// <param name="views">float32 [B, C, S, S] as the student gets them, normalized.</param>
    /// <returns>float32 [B, D] of any length.</returns>
    /// <exception cref="InvalidOperationException">
    /// The teacher is not open, or gives another shape than it says.
    /// </exception>
    public Tensor Features(Tensor views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var opened = network ?? throw new InvalidOperationException($"The teacher is not open: call {nameof(Open)}.");
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var features = opened.Embed(scale is null ? views : views.mul(scale).add(shift!)).to(ScalarType.Float32);
        if (features.dim() != 2 || features.size(0) != views.size(0) || features.size(1) != dimension)
        {
            throw new InvalidOperationException(
                $"The teacher '{path}' gives [{string.Join(", ", features.shape)}] for {views.size(0)} images, not [{views.size(0)}, {dimension}]."
            );
        }

        return features.MoveToOuterDisposeScope();
    }

    /// <summary>What <see cref="Remember"/> has kept of the images of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>float32 [B, D] of any length.</returns>
    /// <exception cref="InvalidOperationException">Nothing is kept.</exception>
    public Tensor Features(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var all = kept ?? throw new InvalidOperationException($"Nothing is kept: call {nameof(Remember)}.");
        using var scope = NewDisposeScope();
        SampleIndex.Require(batch.Samples, (int)all.size(0));
        return all.index_select(0, SampleIndex.Upload(batch.Samples, all.device)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Number(HashName, hash);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        hash = reader.Integer(HashName);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network?.Dispose();
        scale?.Dispose();
        shift?.Dispose();
        kept?.Dispose();
    }

    /// <summary>Requires that there is a teacher, as long as that can be told without opening it.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="IOException">There is none.</exception>
    internal static void RequireThere(string path)
    {
        var isThere = TeacherFormats.Find(path) is null
            ? Directory.Exists(path)
            : !TeacherFormats.IsOnnx(path) || File.Exists(path);
        RegularFile.Require(path);
        if (!isThere)
        {
            throw new FileNotFoundException(
                File.Exists(path)
                    ? $"The teacher '{path}' is a file of no known format: name the folder of a run, or an .onnx file."
                    : $"There is no teacher '{path}': looked for '{Path.GetFullPath(path)}'. A relative path begins in the folder that the program is started in.",
                path
            );
        }
    }

    /// <summary>All processes have one teacher, and a run has it from its beginning to its end.</summary>
    private void RequireSame(TrainingRun run)
    {
        var now = unchecked((long)HashOf());
        run.World.RequireEqual("The teacher", now.ToString("x16", CultureInfo.InvariantCulture));
        if (hash != 0 && hash != now)
        {
            throw new StateException(
                $"The teacher '{path}' is another one than the run began with: bring that one back, or start a new run."
            );
        }

        hash = now;
    }

    /// <summary>Of the weights; what a format opens without a file is known by its name.</summary>
    private ulong HashOf()
    {
        var file = IsFile ? path : RunTeacher.WeightsOf(path);
        var text = File.Exists(file) ? ContentHash.OfFile(file) : ContentHash.Of(Encoding.UTF8.GetBytes(file));
        return ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private void RequireFit(ITeacherNetwork opened)
    {
        if (opened.Dimension != dimension)
        {
            throw new StateException(
                $"The teacher '{path}' gives {opened.Dimension} numbers an image, the projector {dimension}: set Output = {opened.Dimension} on the projector."
            );
        }

        if (opened.Channels != 0 && opened.Channels != channels)
        {
            throw new StateException(
                $"The teacher '{path}' takes images of {Text(opened.Channels)}, the encoder of {Text(channels)}: both see the same views."
            );
        }

        if (opened.ImageSize != 0 && opened.ImageSize != size)
        {
            throw new StateException(
                $"The teacher '{path}' takes images of {opened.ImageSize} × {opened.ImageSize} pixels, the views have {size} × {size}: both see the same views. Set ImageSize = {opened.ImageSize} on the encoder."
            );
        }
    }

    private static string Text(int count) => count == 1 ? "1 channel" : $"{count} channels";

    /// <summary>
    /// From pixels as the student gets them to those that the teacher wants, one product and one sum: (x·s + m − M) /
    /// S.
    /// </summary>
    private void Prepare(TeacherNormalization wanted, Device device)
    {
        var (factors, terms) = (new float[channels], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            factors[channel] = (float)(views.StdOf(channel) / wanted.StdOf(channel));
            terms[channel] = (float)((views.MeanOf(channel) - wanted.MeanOf(channel)) / wanted.StdOf(channel));
        }

        if (factors.All(factor => factor.Equals(1f)) && terms.All(term => term.Equals(0f)))
        {
            return;
        }

        using var scope = NewDisposeScope();
        scale = PerChannel(factors, device);
        shift = PerChannel(terms, device);
    }

    private static Tensor PerChannel(float[] values, Device device) =>
        HostTensor.Upload<float>(values, [1, values.Length, 1, 1], ScalarType.Float32, device).DetachFromDisposeScope();
}
