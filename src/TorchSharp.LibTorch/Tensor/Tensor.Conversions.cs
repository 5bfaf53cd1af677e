using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static implicit operator Tensor(byte value) => FromScalar(value, ScalarType.Byte);
        public static implicit operator Tensor(sbyte value) => FromScalar(value, ScalarType.Int8);
        public static implicit operator Tensor(short value) => FromScalar(value, ScalarType.Int16);
        public static implicit operator Tensor(int value) => FromScalar(value, ScalarType.Int32);
        public static implicit operator Tensor(long value) => FromScalar(value, ScalarType.Int64);
        public static implicit operator Tensor(float value) => FromScalar(value, ScalarType.Float32);
        public static implicit operator Tensor(double value) => FromScalar(value, ScalarType.Float64);
        public static implicit operator Tensor(bool value) => FromScalar(value, ScalarType.Bool);
        public static implicit operator Tensor((float, float) value) => FromScalar(value, ScalarType.ComplexFloat32);
        public static implicit operator Tensor(System.Numerics.Complex value) => FromScalar(value, ScalarType.ComplexFloat64);
        public static implicit operator Tensor(Scalar scalar) => FromScalar(scalar, scalar.Type);
        public static implicit operator Tensor(byte[] value) => FromArray(value);
        public static implicit operator Tensor(sbyte[] value) => FromArray(value);
        public static implicit operator Tensor(short[] value) => FromArray(value);
        public static implicit operator Tensor(int[] value) => FromArray(value);
        public static implicit operator Tensor(long[] value) => FromArray(value);
        public static implicit operator Tensor(float[] value) => FromArray(value);
        public static implicit operator Tensor(double[] value) => FromArray(value);
        public static implicit operator Tensor(bool[] value) => FromArray(value);
        public static implicit operator Tensor((float, float)[] value) => FromArray(value);
        public static implicit operator Tensor(System.Numerics.Complex[] value) => FromArray(value);

        public static explicit operator bool(Tensor value) => value.ToScalar().AsBool();
        public static explicit operator byte(Tensor value) => (byte)value.ToScalar().AsLong();
        public static explicit operator sbyte(Tensor value) => (sbyte)value.ToScalar().AsLong();
        public static explicit operator short(Tensor value) => (short)value.ToScalar().AsLong();
        public static explicit operator int(Tensor value) => (int)value.ToScalar().AsLong();
        public static explicit operator long(Tensor value) => value.ToScalar().AsLong();
        public static explicit operator float(Tensor value) => (float)value.ToScalar().AsDouble();
        public static explicit operator double(Tensor value) => value.ToScalar().AsDouble();

        /// <summary>The only element's value; waits for the device.</summary>
        public Scalar ToScalar()
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"Number of elements in the tensor must be 1, but the tensor has {NumberOfElements}.");
            }
            return Ops._local_scalar_dense.CallScalar(this);
        }

        private static Tensor FromScalar(Scalar value, ScalarType type) => Ops.scalar_tensor.Call(value, type);

        private static Tensor FromArray<T>(T[] values)
            where T : unmanaged
        {
            var tensor = torch.empty(new long[] { values.Length }, TensorAccessor.TypeOf<T>());
            values.AsSpan().CopyTo(tensor.Elements<T>());
            return tensor;
        }
    }
}
