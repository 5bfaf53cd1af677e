using System.Text.Json;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// A linear classifier of features. Its tensors belong to the dispose scope in which it was made.
/// </summary>
/// <param name="Weight">float32 [F, C].</param>
/// <param name="Bias">float32 [C].</param>
public sealed record LinearClassifier(Tensor Weight, Tensor Bias)
{
    private const string WeightKey = "weight";
    private const string BiasKey = "bias";
    private const string NamesKey = "classes";

    static LinearClassifier() => TorchContext.Prepare();

    /// <summary>C, the number of classes.</summary>
    public int Classes => (int)Bias.size(0);

    /// <summary>The names of the classes in the order of their numbers; null where nobody named them.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Logits [N, C] of features [N, F], in the current dispose scope.</summary>
    public Tensor Logits(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Bias.addmm(features, Weight);
    }

    /// <summary>The likeliest class of each row of features [N, F]: int64 [N], in the current dispose scope.</summary>
    public Tensor Predict(Tensor features)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Logits(features).argmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The share of images classified rightly, in [0, 1]. Waits for the device.</summary>
    public double Accuracy(FeatureSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        return (double)Predict(images.Features).eq(images.Labels).sum().ToInt64() / images.Count;
    }

    /// <summary>
    /// Writes it as safetensors: <c>weight</c> [C, F] and <c>bias</c> [C], as <c>torch.nn.Linear</c> has them, and the
    /// names among the metadata.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced once the new one is whole.</param>
    /// <exception cref="InvalidOperationException">There are not as many names as classes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        if (Names is not null && Names.Count != Classes)
        {
            throw new InvalidOperationException($"There are {Classes} classes, but Names has {Names.Count}.");
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                [WeightKey] = Weight.t().to(ScalarType.Float32),
                [BiasKey] = Bias.to(ScalarType.Float32),
            },
            Names is null
                ? null
                : new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [NamesKey] = JsonSerializer.Serialize(Names),
                }
        );
    }

    /// <summary>Reads what <see cref="Save"/> wrote; its tensors belong to the current dispose scope.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it shall compute; without it on the CPU.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="StateException">It is damaged, or no linear classifier.</exception>
    public static LinearClassifier Load(string path, Device? device = null)
    {
        using var file = SafetensorsFile.Open(path);
        using var scope = NewDisposeScope();
        var (weight, bias) = (Read(file, WeightKey, 2), Read(file, BiasKey, 1));
        var names = NamesOf(file);
        if (weight.size(0) != bias.size(0) || (names is not null && names.OfType<string>().Count() != bias.size(0)))
        {
            throw new StateException(
                $"'{path}' is no linear classifier: a weight of {weight.size(0)} classes, a bias of {bias.size(0)}, {names?.Length ?? bias.size(0)} names."
            );
        }

        var target = device ?? CPU;
        var classifier = new LinearClassifier(weight.to(target).t().contiguous(), bias.to(target)) { Names = names };
        return classifier.MoveToOuterScope();
    }

    private static Tensor Read(SafetensorsFile file, string key, int dimensions) =>
        file.Entries.TryGetValue(key, out var entry)
        && entry.Dtype == ScalarType.Float32
        && entry.Shape.Length == dimensions
            ? file.Load(entry)
            : throw new StateException(
                $"'{file.Path}' is no linear classifier: it has no '{key}' of {dimensions} dimensions in float32."
            );

    private static string[]? NamesOf(SafetensorsFile file)
    {
        try
        {
            return file.Metadata.TryGetValue(NamesKey, out var names)
                ? JsonSerializer.Deserialize<string[]>(names)
                : null;
        }
        catch (JsonException)
        {
            throw new StateException($"'{file.Path}' is no linear classifier: its names of classes cannot be read.");
        }
    }

    /// <summary>Hands its tensors to the scope around the current one.</summary>
    internal LinearClassifier MoveToOuterScope()
    {
        Weight.MoveToOuterDisposeScope();
        Bias.MoveToOuterDisposeScope();
        return this;
    }
}
