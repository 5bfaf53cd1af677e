namespace TorchSharp.Interop;

/// <summary>
/// One argument of an operator call. It keeps the object behind the native pointer reachable, so that no finalizer can free a tensor
/// while libtorch still reads it.
/// </summary>
internal readonly unsafe struct Arg
{
    internal readonly object? Owner;
    internal readonly long Bits;
    internal readonly ArgumentTag Tag;
    internal readonly int Count;

    private Arg(ArgumentTag tag, long bits, int count = 0, object? owner = null)
    {
        Owner = owner;
        Bits = bits;
        Tag = tag;
        Count = count;
    }

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(ArgumentTag.Tensor, value.Handle, owner: value);

    public static implicit operator Arg(long value) => new(ArgumentTag.Int, value);

    public static implicit operator Arg(int value) => new(ArgumentTag.Int, value);

    public static implicit operator Arg(long? value) => value is null ? None : new(ArgumentTag.Int, value.Value);

    public static implicit operator Arg(double value) => new(ArgumentTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is null ? None : value.Value;

    public static implicit operator Arg(bool value) => new(ArgumentTag.Bool, value ? 1 : 0);

    public static implicit operator Arg(ScalarType value) => new(ArgumentTag.Int, (long)value);

    public static implicit operator Arg(ScalarType? value) => value is null ? None : new(ArgumentTag.Int, (long)value.Value);

    public static implicit operator Arg(Device? value) =>
        value is null ? None : new(ArgumentTag.Device, value.index, value.NativeType);

    public static implicit operator Arg(Generator? value) =>
        value is null ? None : new(ArgumentTag.Generator, value.Handle, owner: value);

    public static implicit operator Arg(long[]? value) => value is null ? None : (ReadOnlySpan<long>)value;

    public static implicit operator Arg(double[]? value) => value is null ? None : List(ArgumentTag.DoubleList, MemoryMarshal.Cast<double, long>(value));

    public static implicit operator Arg(ReadOnlySpan<long> value) => List(ArgumentTag.IntList, value);

    public static implicit operator Arg(Scalar? value) => value is null ? None : value.ToArgument();

    /// <summary>A string argument; the bytes must be a u8 literal, whose memory never moves.</summary>
    internal static Arg Text(ReadOnlySpan<byte> literal) =>
        new(ArgumentTag.String, (long)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal)), literal.Length);

    internal static Arg Tensors(IList<Tensor> values) => List(ArgumentTag.TensorList, values!);

    internal static Arg OptionalTensors(IList<Tensor?> values) => List(ArgumentTag.OptionalTensorList, values);

    internal static Arg Complex(double real, double imaginary)
    {
        var parts = List(ArgumentTag.Complex, [BitConverter.DoubleToInt64Bits(real), BitConverter.DoubleToInt64Bits(imaginary)]);
        return parts;
    }

    private static Arg List(ArgumentTag tag, ReadOnlySpan<long> values)
    {
        var place = ArgumentLists.Reserve(values.Length, out var owner);
        values.CopyTo(new Span<long>(place, values.Length));
        return new(tag, (long)place, values.Length, owner);
    }

    private static Arg List(ArgumentTag tag, IList<Tensor?> values)
    {
        var place = ArgumentLists.Reserve(values.Count, out var owner);
        for (var i = 0; i < values.Count; i++)
        {
            place[i] = values[i]?.Handle ?? 0;
        }
        return new(tag, (long)place, values.Count, new KeepAlive(owner, values));
    }

    private sealed record KeepAlive(object Memory, IList<Tensor?> Values);
}
