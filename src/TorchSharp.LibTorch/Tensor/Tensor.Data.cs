using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor of the CPU.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var total = NumberOfElements * ElementSize;
                RequireContiguous();
                if (total > int.MaxValue)
                {
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                }
                return new Span<byte>(DataPointer(), (int)total);
            }
            set
            {
                RequireContiguous();
                if (NumberOfElements * ElementSize != value.Length)
                {
                    throw new ArgumentException($"Mismatched data sizes in SetBytes(): the tensor has {NumberOfElements * ElementSize} bytes, the span {value.Length}.");
                }
                value.CopyTo(new Span<byte>(DataPointer(), value.Length));
            }
        }

        /// <summary>Reads and writes elements; of a tensor on another device, those of a copy.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            TensorAccessor.RequireType<T>(this);
            return new(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element; waits for the device.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }
            TensorAccessor.RequireType<T>(this);
            return As<T>(ToScalar());
        }

        // Through the operator that waits, so that an operator recorder sees it on every device.
        private static T As<T>(Scalar value)
            where T : unmanaged => default(T) switch
            {
                float => (T)(object)(float)value.AsDouble(),
                double => (T)(object)value.AsDouble(),
                bool => (T)(object)value.AsBool(),
                long => (T)(object)value.AsLong(),
                int => (T)(object)(int)value.AsLong(),
                byte => (T)(object)(byte)value.AsLong(),
                sbyte => (T)(object)(sbyte)value.AsLong(),
                short => (T)(object)(short)value.AsLong(),
                _ => throw new ArgumentException($"A tensor has no element of type {typeof(T).Name} to read."),
            };

        internal unsafe void* DataPointer()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
            var pointer = Bridge.tb_tensor_data(Handle);
            if (pointer is null && NumberOfElements > 0)
            {
                throw Bridge.LastError();
            }
            return pointer;
        }

        internal unsafe Span<T> Elements<T>()
            where T : unmanaged => new(DataPointer(), checked((int)NumberOfElements));

        private void RequireContiguous()
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }
        }
    }
}
