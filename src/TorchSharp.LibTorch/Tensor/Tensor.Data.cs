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
            return data<T>()[0];
        }

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
