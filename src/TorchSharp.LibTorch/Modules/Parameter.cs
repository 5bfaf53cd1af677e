namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains. It takes over the handle of the tensor it is made from, which is invalid afterwards.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).ReleaseHandle(), register: false)
    {
        GC.SuppressFinalize(data);
        data.OwningDisposeScope?.Replace(data, this);
    }
}
