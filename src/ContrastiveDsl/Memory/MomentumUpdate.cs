using ContrastiveDsl.Optimization;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// Lets a target network (momentum encoder, mean teacher) follow the trained one: <c>t ← m·t + (1 − m)·o</c> (He et
/// al., 2019, arXiv:1911.05722, equation 2).
/// </summary>
public static class MomentumUpdate
{
    /// <summary>
    /// Moves all parameters of the target once, two operations a group, however many layers there are. Buffers, such as
    /// running statistics, stay. Nothing waits for the device.
    /// </summary>
    /// <param name="target">The target's parameters, from <see cref="ParameterSet.ForTarget"/>.</param>
    /// <param name="online">
    /// The trained parameters it was laid out for; what follows the target's part, such as a predictor, is left out.
    /// </param>
    /// <param name="momentum">
    /// m, from 0 (a copy of the trained network) to 1 (the target stays as it is); 0.99 to 1 is usual.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">The target has more parameters than the trained network.</exception>
    public static void Step(ParameterSet target, ParameterSet online, double momentum)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(online);
        if (!(momentum is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(momentum),
                momentum,
                "The momentum must be from 0 to 1; 0.99 to 1 is usual."
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Follow(target.Weights, online.Weights, momentum);
        Follow(target.BiasAndNorm, online.BiasAndNorm, momentum);
    }

    private static void Follow(ParameterGroup target, ParameterGroup online, double momentum)
    {
        if (target.IsEmpty)
        {
            return;
        }

        var (length, available) = (target.Flat.size(0), online.Flat.size(0));
        if (length > available)
        {
            throw new ArgumentException(
                $"The target's group '{target.Name}' holds {length} elements, the trained network's only {available}: make the target with ParameterSet.ForTarget from the set it follows.",
                nameof(target)
            );
        }

        target
            .Flat.mul_(momentum)
            .add_(length == available ? online.Flat : online.Flat.narrow(0, 0, length), 1 - momentum);
    }
}
