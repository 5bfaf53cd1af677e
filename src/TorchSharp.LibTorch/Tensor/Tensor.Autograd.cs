namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Bridge.tb_tensor_requires_grad(Handle) > 0;
            set => Bridge.Check(Bridge.tb_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>The gradient, or null where there is none; a new wrapper per read.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = Bridge.tb_tensor_grad(Handle);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                Bridge.Check(Bridge.tb_tensor_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public void retain_grad() => Bridge.Check(Bridge.tb_tensor_retain_grad(Handle));

        public void backward() => backward(null);

        public unsafe void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var seed = grad_tensors is { Count: > 0 } ? grad_tensors[0] : null;
            var leaves = inputs?.Select(input => input.Handle).ToArray() ?? [];
            fixed (IntPtr* place = leaves)
            {
                Bridge.Check(Bridge.tb_tensor_backward(Handle, seed?.Handle ?? 0, retain_graph ? 1 : 0, create_graph ? 1 : 0, place, leaves.Length));
            }
            GC.KeepAlive(this);
            GC.KeepAlive(seed);
            GC.KeepAlive(inputs);
        }

        public Tensor detach() => Ops.detach.Call(this);

        public Tensor detach_() => Ops.detach_.On(this);
    }
}
