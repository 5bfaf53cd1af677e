namespace ContrastiveDsl.Export;

/// <summary>
/// The messages of the ONNX format that a network needs, by the field numbers of its specification (onnx.proto). They
/// are eight; a library for all of the format would be a dependency of every program that trains.
/// </summary>
internal static class OnnxFormat
{
    /// <summary>
    /// Version of the operators. 17 is the first with LayerNormalization; ONNX Runtime reads it since 1.12 of 2022.
    /// </summary>
    internal const int Opset = 17;

    /// <summary>Version of the format that goes with the operators.</summary>
    internal const int FormatVersion = 8;

    /// <summary>The largest message that readers accept.</summary>
    private const long LargestFile = int.MaxValue;

    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    /// <summary>Refuses a model that no reader would accept.</summary>
    /// <exception cref="NotSupportedException">It is larger than one file can be.</exception>
    internal static void RequireSize(long bytes)
    {
        if (bytes > LargestFile)
        {
            throw new NotSupportedException(
                $"The model would have {bytes} bytes, but an ONNX file holds at most {LargestFile}: export safetensors."
            );
        }
    }

    /// <summary>A node: an operator, applied.</summary>
    internal static ProtobufMessage Node(
        string operation,
        string name,
        IEnumerable<string> inputs,
        IEnumerable<OnnxAttribute> attributes
    )
    {
        var node = new ProtobufMessage();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, name).Text(3, name).Text(4, operation);
        foreach (var attribute in attributes)
        {
            node.Message(5, Attribute(attribute));
        }

        return node;
    }

    /// <summary>A constant tensor, its values row-major and little-endian.</summary>
    internal static ProtobufMessage Tensor(
        string name,
        OnnxType type,
        IEnumerable<long> shape,
        ReadOnlyMemory<byte> values
    )
    {
        var tensor = new ProtobufMessage();
        foreach (var size in shape)
        {
            tensor.Integer(1, size);
        }

        return tensor.Integer(2, (int)type).Text(8, name).Bytes(9, values);
    }

    /// <summary>An input or output of the graph: a batch of any size of tensors of this shape.</summary>
    internal static ProtobufMessage Value(string name, OnnxType type, IEnumerable<long> shape)
    {
        var sizes = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "N"));
        foreach (var size in shape)
        {
            sizes.Message(1, new ProtobufMessage().Integer(1, size));
        }

        var tensor = new ProtobufMessage().Integer(1, (int)type).Message(2, sizes);
        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, tensor));
    }

    /// <summary>The whole file.</summary>
    internal static ProtobufMessage Model(
        ProtobufMessage graph,
        string producer,
        string version,
        IEnumerable<KeyValuePair<string, string>> metadata
    )
    {
        var model = new ProtobufMessage()
            .Integer(1, FormatVersion)
            .Text(2, producer)
            .Text(3, version)
            .Message(7, graph)
            .Message(8, new ProtobufMessage().Text(1, string.Empty).Integer(2, Opset));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, new ProtobufMessage().Text(1, key).Text(2, value));
        }

        return model;
    }

    private static ProtobufMessage Attribute(OnnxAttribute attribute)
    {
        var message = new ProtobufMessage().Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case float real:
                return message.Real(2, real).Integer(20, FloatAttribute);
            case long whole:
                return message.Integer(3, whole).Integer(20, IntegerAttribute);
            default:
                foreach (var whole in (long[])attribute.Value)
                {
                    message.Integer(8, whole);
                }

                return message.Integer(20, IntegersAttribute);
        }
    }
}

/// <summary>Types of elements, by the numbers of the format.</summary>
internal enum OnnxType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>Bytes.</summary>
    Byte = 2,

    /// <summary>64-bit whole numbers.</summary>
    Long = 7,
}

/// <summary>A setting of an operator.</summary>
internal sealed record OnnxAttribute
{
    /// <summary>A whole number.</summary>
    internal OnnxAttribute(string name, long value) => (Name, Value) = (name, value);

    /// <summary>A number.</summary>
    internal OnnxAttribute(string name, float value) => (Name, Value) = (name, value);

    /// <summary>Whole numbers.</summary>
    internal OnnxAttribute(string name, params long[] values) => (Name, Value) = (name, values);

    internal string Name { get; }

    internal object Value { get; }
}
