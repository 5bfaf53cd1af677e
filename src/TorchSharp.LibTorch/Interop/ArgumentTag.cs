namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeArgument"/> holds; the values are those of the bridge's enum Tag.</summary>
internal enum ArgumentTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    TensorList = 7,
    OptionalTensorList = 8,
    Device = 9,
    String = 10,
    Generator = 11,
    Complex = 12,
}
