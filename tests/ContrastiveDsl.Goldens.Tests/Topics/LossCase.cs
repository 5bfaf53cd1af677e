using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Computes the loss of a case and compares its value and its gradients. Every input could take a gradient, so that one
/// that reaches a target is seen.
/// </summary>
internal static class LossCase
{
    /// <summary>Runs a case.</summary>
    /// <param name="golden">The case; inputs without an expected gradient must get none.</param>
    /// <param name="compute">The loss of the inputs, by their names.</param>
    public static void Run(GoldenCase golden, Func<IReadOnlyDictionary<string, Tensor>, Tensor> compute)
    {
        var inputs = golden.Inputs.ToDictionary(input => input.Key, input => input.Value.ToTensor().requires_grad_());
        var loss = compute(inputs);
        loss.backward();
        Compare.Tensor(golden, "loss", loss);
        var expected = golden.ExpectedNames.ToHashSet();
        inputs.Keys.Should().Contain(name => expected.Contains("grad_" + name), "'{0}' gives gradients", golden.Name);
        foreach (var (name, input) in inputs)
        {
            var gradient = input.grad;
            if (expected.Contains("grad_" + name))
            {
                Compare.Tensor(golden, "grad_" + name, gradient!);
            }
            else
            {
                (gradient is null).Should().BeTrue("no gradient may flow into '{0}' of '{1}'", name, golden.Name);
            }
        }
    }
}
