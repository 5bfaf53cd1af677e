namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries behind libtorch.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                /// <summary>Whether float32 matrix products may round to TensorFloat-32.</summary>
                public static bool allow_tf32
                {
                    get => Bridge.tb_get_tf32(0) != 0;
                    set => Bridge.tb_set_tf32(0, value ? 1 : 0);
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether float32 convolutions may round to TensorFloat-32.</summary>
            public static bool allow_tf32
            {
                get => Bridge.tb_get_tf32(1) != 0;
                set => Bridge.tb_set_tf32(1, value ? 1 : 0);
            }
        }
    }
}
