namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Bridge.tb_tensor_dim(Handle);

        public long ndim => Dimensions;

        public long NumberOfElements => Bridge.tb_tensor_numel(Handle);

        public long ElementSize => Bridge.tb_tensor_element_size(Handle);

        public ScalarType dtype => (ScalarType)Bridge.tb_tensor_dtype(Handle);

        public DeviceType device_type => (DeviceType)Bridge.tb_tensor_device_type(Handle);

        public int device_index => Bridge.tb_tensor_device_index(Handle);

        public Device device => new(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Bridge.tb_tensor_is_sparse(Handle) > 0;

        public bool is_leaf => Bridge.tb_tensor_is_leaf(Handle) > 0;

        /// <summary>The sizes; a new array per read.</summary>
        public long[] shape => size();

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long storage_offset() => Bridge.tb_tensor_storage_offset(Handle);

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* place = sizes)
            {
                Bridge.Check(Bridge.tb_tensor_geometry(Handle, place, null));
            }
            return sizes;
        }

        public long size(int dim) => size()[Wrap(dim)];

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* place = strides)
            {
                Bridge.Check(Bridge.tb_tensor_geometry(Handle, null, place));
            }
            return strides;
        }

        public long stride(int dim) => stride()[Wrap(dim)];

        public bool is_contiguous() => Bridge.tb_tensor_is_contiguous(Handle) > 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        private long Wrap(long dim) => dim >= 0 ? dim : dim + Dimensions;
    }
}
