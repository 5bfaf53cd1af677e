namespace TorchSharp;

public static partial class torch
{
    public static partial class cuda
    {
        public static bool is_available() => Bridge.tb_cuda_available() != 0;

        public static bool is_cudnn_available() => Bridge.tb_cudnn_available() != 0;

        public static int device_count() => Bridge.tb_cuda_count();

        public static void manual_seed(long seed) => Bridge.Check(Bridge.tb_cuda_manual_seed((ulong)seed, 0));

        public static void manual_seed_all(long seed) => Bridge.Check(Bridge.tb_cuda_manual_seed((ulong)seed, 1));

        /// <summary>Waits for all kernels on a device.</summary>
        public static void synchronize(Device? device = null) => Bridge.Check(Bridge.tb_cuda_synchronize(device?.index ?? -1));
    }
}
