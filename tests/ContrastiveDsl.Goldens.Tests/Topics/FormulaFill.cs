using System.Text.Json;
using ContrastiveDsl.Goldens.Tests.Format;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Weights and images by formula, so that cases need not store them; see the README beside the goldens.
/// </summary>
internal static class FormulaFill
{
    /// <summary>
    /// Parameters and buffers in the order of PyTorch's state dict: module by module, parameters before buffers. The
    /// classifier comes last.
    /// </summary>
    public static IReadOnlyList<(string Name, Tensor Value)> Entries(
        nn.Module encoder,
        string classifier,
        nn.Module head
    ) => [.. Walk("", encoder), .. Walk(classifier + ".", head)];

    /// <summary>Fills every entry with its formula.</summary>
    public static void Apply(IReadOnlyList<(string Name, Tensor Value)> entries, JsonElement fill)
    {
        using var noGrad = no_grad();
        for (var j = 0; j < entries.Count; j++)
        {
            var (name, value) = entries[j];
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                value.copy_(new GoldenTensor(value.shape, "float32", Values(name, value.shape, j, fill)).ToTensor());
            }
        }
    }

    /// <summary>The images of a case.</summary>
    public static Tensor Images(GoldenCase golden, long channels)
    {
        var fill = golden.Parameters.GetProperty("input_fill");
        var size = (long)golden.Number("image_size");
        long[] shape = [(long)golden.Number("batch"), channels, size, size];
        var values = new double[shape[0] * shape[1] * shape[2] * shape[3]];
        var (omega, chirp, modulus) = Waves(fill);
        var offset = Get(fill, "offset");
        for (long i = 0; i < values.Length; i++)
        {
            values[i] = Math.Sin((omega * i) + (chirp * (i * i % modulus)) + offset);
        }

        return new GoldenTensor(shape, "float32", values).ToTensor();
    }

    /// <summary>
    /// Compares names, shapes and types with the keys that a case lists, in their order, and counts the parameters.
    /// </summary>
    public static void CompareKeys(GoldenCase golden, IReadOnlyList<(string Name, Tensor Value)> entries)
    {
        var expected = golden
            .Expected.GetProperty("keys")
            .EnumerateArray()
            .Select(key =>
                (
                    key.GetProperty("name").GetString()!,
                    string.Join(",", key.GetProperty("shape").EnumerateArray()),
                    key.GetProperty("dtype").GetString()!
                )
            );
        entries
            .Select(entry =>
                (entry.Name, string.Join(",", entry.Value.shape), entry.Value.dtype.ToString().ToLowerInvariant())
            )
            .Should()
            .Equal(expected);
        entries
            .Where(entry => entry.Value.requires_grad)
            .Sum(entry => entry.Value.numel())
            .Should()
            .Be(golden.Expected.GetProperty("num_parameters").GetInt64());
    }

    private static double[] Values(string name, long[] shape, int j, JsonElement fill)
    {
        var count = shape.Aggregate(1L, (product, side) => product * side);
        var (offset, scale) =
            shape.Length >= 2 ? (0, Get(fill, "weight_scale") / Math.Sqrt((double)count / shape[0]))
            : name.EndsWith("weight", StringComparison.Ordinal)
            || name.EndsWith("running_var", StringComparison.Ordinal)
                ? (1, Get(fill, "gain_amp"))
            : (0, Get(fill, "bias_amp"));
        var values = new double[count];
        // Read once: there are as many numbers as a network has parameters.
        var (omega, chirp, modulus) = Waves(fill);
        var start = Get(fill, "phi") * j;
        for (long i = 0; i < count; i++)
        {
            values[i] = offset + (scale * Math.Sin((omega * i) + start + (chirp * (i * i % modulus))));
        }

        return values;
    }

    private static (double Omega, double Chirp, long Modulus) Waves(JsonElement fill) =>
        (Get(fill, "omega"), Get(fill, "chirp"), (long)Get(fill, "modulus"));

    private static double Get(JsonElement fill, string name) => fill.GetProperty(name).GetDouble();

    private static IEnumerable<(string Name, Tensor Value)> Walk(string prefix, nn.Module module)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            yield return (prefix + name, parameter);
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false))
        {
            yield return (prefix + name, buffer);
        }

        foreach (var (name, child) in module.named_children())
        {
            foreach (var entry in Walk($"{prefix}{name}.", child))
            {
                yield return entry;
            }
        }
    }
}
