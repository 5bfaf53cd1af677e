using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Format;

/// <summary>A tensor of a case: shape, type and values, flat and row-major.</summary>
public sealed record GoldenTensor(long[] Shape, string Type, double[] Values)
{
    /// <summary>The values on the CPU, in the type that the file names.</summary>
    public Tensor ToTensor()
    {
        var tensor = empty(
            Shape,
            Type switch
            {
                "float32" => ScalarType.Float32,
                "float64" => ScalarType.Float64,
                "int64" => ScalarType.Int64,
                _ => throw new NotSupportedException($"Golden tensors of type '{Type}' are not known."),
            }
        );
        switch (Type)
        {
            case "float32":
                tensor.data<float>().CopyFrom(Array.ConvertAll(Values, value => (float)value));
                break;
            case "float64":
                tensor.data<double>().CopyFrom(Values);
                break;
            default:
                tensor.data<long>().CopyFrom(Array.ConvertAll(Values, value => (long)value));
                break;
        }

        return tensor;
    }

    /// <summary>The values at one index of the first axis, as a tensor of their own.</summary>
    public GoldenTensor At(int index)
    {
        var size = Values.Length / (int)Shape[0];
        return new GoldenTensor(Shape[1..], Type, Values[(index * size)..((index + 1) * size)]);
    }
}
