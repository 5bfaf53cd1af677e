using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>What a convolution gives for one case: maps, and gradients of its input and its parameters.</summary>
/// <param name="Output">The maps.</param>
/// <param name="Input">The gradient of the input; null for a first layer.</param>
/// <param name="Weight">The gradient of the weight.</param>
/// <param name="Bias">The gradient of the bias.</param>
internal sealed record Results(Tensor Output, Tensor? Input, Tensor Weight, Tensor Bias)
{
    /// <summary>Says which of these differ from the right ones by more than rounding, or returns null.</summary>
    internal string? Fault(Results right, ScalarType type)
    {
        // Faults are of the order of the largest value, or no numbers. bfloat16 has 8 bits.
        var most = type == ScalarType.BFloat16 ? 0.02 : 1e-4;
        (string Name, double Off)[] all =
        [
            ("forward", Off(Output, right.Output)),
            ("input gradient", Input is null ? 0 : Off(Input, right.Input!)),
            ("weight gradient", Off(Weight, right.Weight)),
            ("bias gradient", Off(Bias, right.Bias)),
        ];
        var wrong = all.Where(found => !(found.Off <= most))
            .Select(found => FormattableString.Invariant($"{found.Name} off by {found.Off:G2}"));
        var text = string.Join(", ", wrong);
        return text.Length == 0 ? null : text;
    }

    /// <summary>The largest difference over the largest value.</summary>
    private static double Off(Tensor value, Tensor right) =>
        value.to(ScalarType.Float64).sub(right).abs().max().ToDouble() / right.abs().max().ToDouble();
}
