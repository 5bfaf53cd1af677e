using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Copies of numbers, which a later step does not change.</summary>
internal static class Values
{
    /// <summary>A float tensor's numbers, row by row.</summary>
    public static float[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(tensor.detach().cpu().contiguous().bytes).ToArray();
    }

    /// <summary>All parameters of modules, one after the other.</summary>
    public static float[] OfParameters(params IEnumerable<nn.Module> modules)
    {
        using var scope = NewDisposeScope();
        return [.. modules.SelectMany(module => module.named_parameters()).SelectMany(found => Of(found.parameter))];
    }

    /// <summary>All running means and variances of a module, one after the other.</summary>
    public static float[] OfStatistics(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return
        [
            .. module
                .named_buffers()
                .Where(found => found.buffer.dtype == ScalarType.Float32)
                .SelectMany(found => Of(found.buffer)),
        ];
    }
}
