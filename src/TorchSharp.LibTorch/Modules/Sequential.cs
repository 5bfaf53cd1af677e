namespace TorchSharp.Modules;

/// <summary>Calls modules one after another; they are named "0", "1", … where no name is given. Results in between are disposed.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> modules_ = [];

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, submodule) in modules)
        {
            append(name, submodule);
        }
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
        {
            append(module);
        }
    }

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    public int Count => modules_.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => modules_[index];

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        modules_.Add(module);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
        {
            return tensor.alias();
        }
        var result = modules_[0].call(tensor);
        foreach (var module in modules_.Skip(1))
        {
            var next = module.call(result);
            result.Dispose();
            result = next;
        }
        return result;
    }

    // Not only where this module's own device differs: its modules may have been moved by themselves.
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        foreach (var child in children())
        {
            child._to(deviceType, deviceIndex, non_blocking);
        }
        return this;
    }

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        foreach (var child in children())
        {
            child._to(device, dtype, non_blocking);
        }
        return this;
    }

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking)
    {
        foreach (var child in children())
        {
            child._to(dtype, non_blocking);
        }
        return this;
    }
}
