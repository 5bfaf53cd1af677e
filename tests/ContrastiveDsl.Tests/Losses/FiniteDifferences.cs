using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>Compares gradients with the slopes that a loss has.</summary>
internal static class FiniteDifferences
{
    /// <summary>Central differences in float64 at every element of every input.</summary>
    public static void ShouldHaveItsSlopesAsGradients(this Func<Tensor[], Tensor> loss, params Tensor[] inputs)
    {
        const double step = 1e-6;
        var doubles = inputs.Select(input => input.to(ScalarType.Float64)).ToArray();
        var leaves = doubles.Select(input => input.clone().requires_grad_()).ToArray();
        var value = loss(leaves);
        value.dtype.Should().Be(ScalarType.Float64);
        value.backward();
        for (var n = 0; n < inputs.Length; n++)
        {
            var gradient = leaves[n].grad!.Values();
            gradient.Should().Contain(g => g != 0, "input {0} has a gradient", n);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i]
                    .Should()
                    .BeApproximately(
                        (At(n, i, step) - At(n, i, -step)) / (2 * step),
                        1e-7,
                        "that is the slope at element {0} of input {1}",
                        i,
                        n
                    );
            }
        }

        double At(int moved, int element, double by) =>
            loss([
                    .. doubles.Select(
                        (input, n) =>
                            n != moved
                                ? input
                                : Numbers.Doubles(
                                    input.Values().Select((x, i) => i == element ? x + by : x),
                                    input.shape
                                )
                    ),
                ])
                .item<double>();
    }
}
