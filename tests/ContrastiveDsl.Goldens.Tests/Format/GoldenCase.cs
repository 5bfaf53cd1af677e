using System.Text.Json;

namespace ContrastiveDsl.Goldens.Tests.Format;

/// <summary>One case of a golden file.</summary>
public sealed class GoldenCase(JsonElement json)
{
    /// <summary>Its name, unique in the file.</summary>
    public string Name { get; } = json.GetProperty("name").GetString()!;

    /// <summary>Allowed relative deviation.</summary>
    public double RelativeTolerance { get; } = json.GetProperty("rtol").GetDouble();

    /// <summary>Allowed absolute deviation.</summary>
    public double AbsoluteTolerance { get; } = json.GetProperty("atol").GetDouble();

    /// <summary>The hyper-parameters.</summary>
    public JsonElement Parameters { get; } = json.GetProperty("params");

    /// <summary>The input tensors by name.</summary>
    public IReadOnlyDictionary<string, GoldenTensor> Inputs { get; } =
        json.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => Tensor(input.Value));

    /// <summary>The expected results: tensors, numbers, or what the topic says.</summary>
    public JsonElement Expected { get; } = json.GetProperty("expected");

    /// <summary>Names of the expected results.</summary>
    public IEnumerable<string> ExpectedNames => Expected.EnumerateObject().Select(result => result.Name);

    /// <summary>An expected number or tensor; a number becomes a tensor of one value.</summary>
    public GoldenTensor ExpectedTensor(string name)
    {
        var value = Expected.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number
            ? new GoldenTensor([], "float64", [value.GetDouble()])
            : Tensor(value);
    }

    /// <summary>A number among the hyper-parameters.</summary>
    public double Number(string name) => Parameters.GetProperty(name).GetDouble();

    /// <summary>A number among the hyper-parameters, or a default where it is left out.</summary>
    public double Number(string name, double fallback) =>
        Parameters.TryGetProperty(name, out var value) ? value.GetDouble() : fallback;

    /// <summary>A switch among the hyper-parameters, or a default where it is left out.</summary>
    public bool Flag(string name, bool fallback) =>
        Parameters.TryGetProperty(name, out var value) ? value.GetBoolean() : fallback;

    /// <summary>A word among the hyper-parameters, or <see langword="null"/> where it is left out.</summary>
    public string? Word(string name) => Parameters.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static GoldenTensor Tensor(JsonElement json) =>
        new(
            json.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()).ToArray(),
            json.TryGetProperty("dtype", out var type) ? type.GetString()! : "float32",
            json.GetProperty("data").EnumerateArray().Select(value => value.GetDouble()).ToArray()
        );
}
