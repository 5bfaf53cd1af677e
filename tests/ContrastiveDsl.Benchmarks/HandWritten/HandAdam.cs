using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks.HandWritten;

/// <summary>Adam over each parameter in turn, decay on weights only, from tensor operations.</summary>
internal sealed class HandAdam
{
    private readonly (Tensor Parameter, Tensor Mean, Tensor Square, bool Decays)[] slots;
    private int step;

    public HandAdam(IEnumerable<Tensor> parameters) =>
        slots = parameters.Select(found => (found, zeros_like(found), zeros_like(found), found.dim() > 1)).ToArray();

    public void ZeroGradients()
    {
        foreach (var slot in slots)
        {
            slot.Parameter.grad?.zero_();
        }
    }

    public void Step(double rate, double decay)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        step++;
        var (first, second) = (1 - Math.Pow(0.9, step), Math.Sqrt(1 - Math.Pow(0.999, step)));
        foreach (var (parameter, mean, square, decays) in slots)
        {
            var gradient = parameter.grad!;
            if (decays)
            {
                gradient = gradient.add(parameter, decay);
            }

            mean.mul_(0.9).add_(gradient, 0.1);
            square.mul_(0.999).addcmul_(gradient, gradient, 0.001);
            parameter.addcdiv_(mean, square.sqrt().div_(second).add_(1e-8), -rate / first);
        }
    }
}
