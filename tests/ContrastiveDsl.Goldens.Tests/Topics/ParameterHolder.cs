using ContrastiveDsl.Goldens.Tests.Format;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>A module whose parameters are tensors of a case.</summary>
internal sealed class ParameterHolder : nn.Module
{
    public ParameterHolder(IEnumerable<KeyValuePair<string, GoldenTensor>> values)
        : base(nameof(ParameterHolder))
    {
        foreach (var (name, value) in values)
        {
            register_parameter(name, new Parameter(value.ToTensor()));
        }
    }
}
