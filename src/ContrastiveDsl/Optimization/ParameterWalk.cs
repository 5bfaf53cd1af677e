using System.Globalization;
using ContrastiveDsl.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// Finds the parameters of modules in the order of registration and tells normalization from weights by the module's
/// type.
/// </summary>
internal static class ParameterWalk
{
    internal sealed record Found(string Name, Parameter Parameter, bool IsBiasOrNorm);

    internal static IEnumerable<Found> Collect(nn.Module[] modules)
    {
        var seenModules = new HashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        var seenParameters = new HashSet<IntPtr>();
        for (var i = 0; i < modules.Length; i++)
        {
            var root = i.ToString(CultureInfo.InvariantCulture);
            foreach (var (path, module) in modules[i].named_modules().Prepend(("", modules[i])))
            {
                if (!seenModules.Add(module))
                {
                    continue;
                }

                foreach (var (name, parameter) in module.named_parameters(recurse: false))
                {
                    if (seenParameters.Add(parameter.Handle))
                    {
                        yield return new Found(
                            Join(root, path, name),
                            parameter,
                            Scales(module) || name == "bias" || parameter.dim() < 2
                        );
                    }
                }
            }
        }
    }

    private static string Join(params string[] parts) => string.Join('.', parts.Where(part => part.Length > 0));

    /// <summary>
    /// Whether a module's own parameters are scales and shifts. A block's own one is what scales its branch, which its
    /// authors leave alone as any vector, though it has the shape of a map.
    /// </summary>
    private static bool Scales(nn.Module module) =>
        module
            is NormBase
                or GroupNormalization
                or LayerNormalization
                or ChannelNormalization
                or ConvNeXtBlock
                or GroupNorm
                or LayerNorm;
}
