using System.Globalization;
using System.Text.Json;
using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Heads: output, gradients and running statistics of generated modules, declared as lists of layers.
/// </summary>
internal sealed class HeadsTopic : IGoldenTopic
{
    public string Name => "heads";

    public string? WhyNot(GoldenCase golden) =>
        Layers(golden)
            .Select(layer => layer.GetProperty("type").GetString())
            .FirstOrDefault(type => type is not ("linear" or "batchnorm1d" or "relu"))
            is { } unknown
            ? $"nothing implements the layer '{unknown}' in heads yet"
            : null;

    public void Run(GoldenCase golden)
    {
        var head = DeclaredModule.Create(
            Declaration(golden),
            Layers(golden).First().GetProperty("in").GetInt32(),
            null
        );
        Fill(head, golden);
        head.train();

        var x = golden.Inputs["x"].ToTensor().requires_grad_();
        var output = head.call(x);
        output.mul(golden.Inputs["cotangent"].ToTensor()).sum().backward();

        Compare.Tensor(golden, "output", output);
        Compare.Tensor(golden, "grad_x", x.grad!);
        foreach (var (name, parameter) in head.named_parameters())
        {
            Compare.Tensor(golden, $"grad_{name}", parameter.grad!);
        }

        foreach (
            var (name, buffer) in head.named_buffers()
                .Where(found => !found.name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
        )
        {
            Compare.Tensor(golden, $"{name}_after", buffer);
        }

        head.eval();
        Compare.Tensor(golden, "output_eval", head.call(golden.Inputs["x_eval"].ToTensor()));
    }

    private static void Fill(nn.Module head, GoldenCase golden)
    {
        using var noGrad = no_grad();
        var given = golden.Inputs.Keys.Where(name => char.IsAsciiDigit(name[0])).ToList();
        var state = head.state_dict();
        state
            .Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(given);
        foreach (var name in given)
        {
            state[name].copy_(golden.Inputs[name].ToTensor());
        }
    }

    private static IEnumerable<JsonElement> Layers(GoldenCase golden) =>
        golden.Parameters.GetProperty("layers").EnumerateArray();

    private static string Declaration(GoldenCase golden) =>
        "[ProjectionHead] " + string.Join(" ", Layers(golden).Select(Attribute));

    private static string Attribute(JsonElement layer) =>
        layer.GetProperty("type").GetString() switch
        {
            "linear" => string.Create(
                CultureInfo.InvariantCulture,
                $"[Linear({layer.GetProperty("out").GetInt32()}, Bias = {Word(layer, "bias")})]"
            ),
            "batchnorm1d" => string.Create(
                CultureInfo.InvariantCulture,
                $"[BatchNorm(Affine = {Word(layer, "affine")}, Epsilon = {layer.GetProperty("eps").GetDouble():R}, Momentum = {layer.GetProperty("momentum").GetDouble():R})]"
            ),
            _ => "[Relu]",
        };

    private static string Word(JsonElement layer, string name) =>
        layer.GetProperty(name).GetBoolean() ? "true" : "false";
}
