using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A multi-dimensional array on a device: a wrapper of one at::Tensor on the native heap.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private IntPtr handle;

        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            var count = System.Threading.Interlocked.Increment(ref totalCount);
            if (count > peakCount)
            {
                peakCount = count;
            }
            if (register)
            {
                DisposeScopeManager.OfThread.Current?.Add(this);
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>Wrappers with a live handle, process-wide.</summary>
        public static long TotalCount => totalCount;

        public static long PeakCount => peakCount;

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == 0;

        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Wraps a native at::Tensor*, which the wrapper then owns.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives up the native at::Tensor*, which the caller then owns.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var given = Handle;
            GC.SuppressFinalize(this);
            ReleaseHandle();
            return given;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } scope)
            {
                scope.MoveToOther(other, this);
            }
            else
            {
                other?.Attach(this);
            }
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public override string ToString() =>
            IsInvalid ? "[disposed]" : $"[{string.Join("x", shape.Select(s => s.ToString(CultureInfo.InvariantCulture)))}], type = {dtype}, device = {device}";

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Equal in shape and values; waits for the device.</summary>
        public bool Equals(Tensor target) => Ops.equal.CallScalar(this, target).AsBool();

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
            {
                return;
            }
            OwningDisposeScope?.MarkAsDisposed(this);
            Bridge.tb_tensor_delete(ReleaseHandle());
        }

        /// <summary>Leaves this wrapper without a handle; the count of live handles goes with it.</summary>
        internal IntPtr ReleaseHandle()
        {
            var released = handle;
            handle = 0;
            System.Threading.Interlocked.Decrement(ref totalCount);
            return released;
        }
    }
}
