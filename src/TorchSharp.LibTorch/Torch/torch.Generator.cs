namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. As in TorchSharp, a new generator is always one of the CPU.</summary>
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? torch.CPU;
            Handle = Bridge.Check(Bridge.tb_generator_new(seed));
        }

        private Generator(IntPtr handle)
        {
            device = torch.CPU;
            Handle = handle;
        }

        ~Generator() => Dispose(false);

        /// <summary>The default generator of the CPU; every read returns a new wrapper of the same generator.</summary>
        public static Generator Default => new(Bridge.Check(Bridge.tb_generator_default()));

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        /// <summary>The generator's state as a Byte tensor.</summary>
        public Tensor get_state() => new(Bridge.Check(Bridge.tb_generator_get_state(Handle)));

        public void set_state(Tensor value)
        {
            Bridge.Check(Bridge.tb_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            Bridge.Check(Bridge.tb_generator_manual_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>Seeds from the machine's source of entropy and returns that seed.</summary>
        public long seed() => Bridge.tb_generator_seed(Handle);

        public long initial_seed() => Bridge.tb_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0)
            {
                Bridge.tb_generator_delete(Handle);
                Handle = 0;
            }
        }
    }
}
