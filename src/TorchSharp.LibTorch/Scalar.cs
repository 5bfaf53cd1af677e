using System.Numerics;

namespace TorchSharp;

/// <summary>A number of any element type, as operators take it.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long bits;
    private readonly Complex complex;

    private Scalar(ScalarType type, long bits)
    {
        Type = type;
        this.bits = bits;
    }

    private Scalar(ScalarType type, Complex value)
    {
        Type = type;
        complex = value;
    }

    /// <summary>Int64, Float64, Bool or ComplexFloat64, as libtorch widens every scalar.</summary>
    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(short value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(int value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(long value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => (double)value;
    public static implicit operator Scalar(float value) => (double)value;
    public static implicit operator Scalar(double value) => new(ScalarType.Float64, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1 : 0);
    public static implicit operator Scalar((float, float) value) => new Complex(value.Item1, value.Item2);
    public static implicit operator Scalar(Complex value) => new(ScalarType.ComplexFloat64, value);

    /// <summary>Does nothing: there is no native object behind it.</summary>
    public void Dispose()
    {
    }

    internal double AsDouble() => Type switch
    {
        ScalarType.Float64 => BitConverter.Int64BitsToDouble(bits),
        ScalarType.ComplexFloat64 => complex.Real,
        _ => bits,
    };

    internal long AsLong() => Type is ScalarType.Int64 or ScalarType.Bool ? bits : (long)AsDouble();

    internal bool AsBool() => Type is ScalarType.Int64 or ScalarType.Bool ? bits != 0 : AsDouble() != 0;

    internal Complex AsComplex() => Type == ScalarType.ComplexFloat64 ? complex : AsDouble();

    internal Arg ToArgument() => Type switch
    {
        ScalarType.Float64 => BitConverter.Int64BitsToDouble(bits),
        ScalarType.Bool => bits != 0,
        ScalarType.ComplexFloat64 => Arg.Complex(complex.Real, complex.Imaginary),
        _ => bits,
    };
}
