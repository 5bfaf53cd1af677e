namespace TorchSharp.Modules;

/// <summary>A module that has nothing to train, move or save.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw Refusal("buffers");

    public override void register_parameter(string name, Parameter param) => throw Refusal("parameters");

    public override void register_module(string name, nn.Module submodule) => throw Refusal("modules");

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    private InvalidOperationException Refusal(string what) => new($"{GetType().Name} has no {what}: it derives from ParameterLessModule.");
}
