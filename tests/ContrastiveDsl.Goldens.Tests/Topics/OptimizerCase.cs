using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>Steps an optimizer with the gradients of a case and compares every parameter after every step.</summary>
internal static class OptimizerCase
{
    /// <summary>Runs a case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="create">Makes the optimizer over the case's parameters.</param>
    public static void Run(GoldenCase golden, Func<ParameterSet, Optimizer> create)
    {
        var module = new ParameterHolder(
            golden.Inputs.Where(input => !input.Key.StartsWith("g_", StringComparison.Ordinal))
        );
        var parameters = new ParameterSet(module);
        var optimizer = create(parameters);
        var rates = golden.Parameters.GetProperty("lr").EnumerateArray().Select(rate => rate.GetDouble()).ToList();
        for (var step = 0; step < rates.Count; step++)
        {
            parameters.ZeroGradients();
            foreach (var (name, parameter) in module.named_parameters())
            {
                parameter.grad!.copy_(golden.Inputs[$"g_{name}"].At(step).ToTensor());
            }

            optimizer.Step(rates[step]);
            foreach (var (name, parameter) in module.named_parameters())
            {
                Compare.Tensor(
                    golden,
                    $"{name} after step {step}",
                    parameter,
                    golden.ExpectedTensor($"{name}_after").At(step)
                );
            }
        }
    }
}
