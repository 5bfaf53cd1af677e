using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export;

/// <summary>A graph that grows node by node. Every node has one output, which bears the node's name.</summary>
internal sealed class OnnxGraph
{
    private readonly List<ProtobufMessage> nodes = [];
    private readonly List<ProtobufMessage> constants = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="name">Its name; a number behind it tells namesakes apart.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The name of its output.</returns>
    internal string Add(
        string operation,
        string name,
        IReadOnlyList<string> inputs,
        params IReadOnlyList<OnnxAttribute> attributes
    )
    {
        var output = Unique(name);
        nodes.Add(OnnxFormat.Node(operation, output, inputs, attributes));
        return output;
    }

    /// <summary>Keeps names for what is no node that <see cref="Add"/> adds.</summary>
    internal void Reserve(params ReadOnlySpan<string> reserved)
    {
        foreach (var name in reserved)
        {
            names.Add(name);
        }
    }

    /// <summary>Adds an operator whose output bears a reserved name.</summary>
    internal void AddTo(string reserved, string operation, IReadOnlyList<string> inputs) =>
        nodes.Add(OnnxFormat.Node(operation, reserved, inputs, []));

    /// <summary>Adds a tensor of float32 values; copied before this returns.</summary>
    internal string Constant(string name, Tensor values)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var host = HostTensor.Download(values);
        return Constant(name, OnnxType.Float, values.shape, host.numel() == 0 ? [] : HostTensor.Bytes(host).ToArray());
    }

    /// <summary>Adds numbers.</summary>
    internal string Constant(string name, long[] shape, params ReadOnlySpan<float> values) =>
        Constant(name, OnnxType.Float, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Adds a list of whole numbers, such as a shape.</summary>
    internal string Whole(string name, params ReadOnlySpan<long> values) =>
        Constant(name, OnnxType.Long, [values.Length], MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Adds a single whole number, such as a place on an axis.</summary>
    internal string Place(string name, long value) =>
        Constant(name, OnnxType.Long, [], MemoryMarshal.AsBytes<long>([value]).ToArray());

    /// <summary>The graph as the format has it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">What it takes, made by <see cref="OnnxFormat.Value"/>.</param>
    /// <param name="output">What it gives.</param>
    internal ProtobufMessage ToMessage(string name, ProtobufMessage input, ProtobufMessage output)
    {
        var graph = new ProtobufMessage();
        foreach (var node in nodes)
        {
            graph.Message(1, node);
        }

        graph.Text(2, name);
        foreach (var constant in constants)
        {
            graph.Message(5, constant);
        }

        return graph.Message(11, input).Message(12, output);
    }

    private string Constant(string name, OnnxType type, long[] shape, byte[] values)
    {
        var unique = Unique(name);
        constants.Add(OnnxFormat.Tensor(unique, type, shape, values));
        return unique;
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }
}
