using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>Convolutions to compare.</summary>
internal static class Candidate
{
    /// <summary>The library's, TorchSharp's own, and two that show what the sweep does about a fault.</summary>
    internal static Func<Case, Numbers, Results> Named(string name) =>
        name switch
        {
            "house" => (tried, numbers) =>
                Run(
                    new Convolution2d(
                        tried.InputChannels,
                        tried.OutputChannels,
                        tried.Kernel,
                        tried.Stride,
                        (tried.Padding, tried.Padding)
                    ),
                    tried,
                    numbers
                ),
            "torch" => (tried, numbers) =>
                Run(
                    nn.Conv2d(
                        tried.InputChannels,
                        tried.OutputChannels,
                        (tried.Kernel.Height, tried.Kernel.Width),
                        stride: (tried.Stride, tried.Stride),
                        padding: (tried.Padding, tried.Padding)
                    ),
                    tried,
                    numbers
                ),
            "wrong" => Spoiled,
            "dying" => (_, _) => throw Die(),
            _ => throw new ArgumentException($"There is no convolution '{name}': house, torch, wrong or dying."),
        };

    /// <summary>In float64, which libtorch computes by itself, without oneDNN.</summary>
    internal static Results Right(Case tried, Numbers numbers)
    {
        var (input, weight, bias) = (Double(numbers.Input), Double(numbers.Weight), Double(numbers.Bias));
        var output = nn.functional.conv2d(
            input,
            weight,
            bias,
            strides: [tried.Stride, tried.Stride],
            padding: [tried.Padding, tried.Padding]
        );
        output.backward([numbers.Slope(output.shape).to(ScalarType.Float64)]);
        return new Results(output.detach(), input.grad!, weight.grad!, bias.grad!);
    }

    private static Tensor Double(Tensor x) => x.to(ScalarType.Float64).detach().requires_grad_();

    private static Results Run(nn.Module<Tensor, Tensor> module, Case tried, Numbers numbers)
    {
        using var owned = module;
        module.to(tried.Type);
        var (weight, bias) = (module.get_parameter("weight")!, module.get_parameter("bias")!);
        using (no_grad())
        {
            weight.copy_(numbers.Weight);
            bias.copy_(numbers.Bias);
        }

        // As in training: weights channels-last, gradients added to views.
        using var parameters = tried.ChannelsLast ? new ParameterSet(module) : null;
        var given = tried.ChannelsLast ? ChannelsLast(numbers.Input) : numbers.Input.clone();
        var input = given.detach().requires_grad_(!tried.IsFirst);
        var output = module.call(input);
        var slope = numbers.Slope(output.shape);
        output.backward([tried.ChannelsLast ? ChannelsLast(slope) : slope]);
        return new Results(output.detach(), input.grad, weight.grad!.clone(), bias.grad!.clone());
    }

    /// <summary>Right but for one number of the weight's gradient.</summary>
    private static Results Spoiled(Case tried, Numbers numbers)
    {
        var right = Right(tried, numbers);
        var gradient = right.Weight.clone();
        gradient.flatten().narrow(0, 0, 1).add_(gradient.abs().max().mul(0.01));
        return right with { Weight = gradient };
    }

    private static InvalidOperationException Die()
    {
        Environment.FailFast("This convolution ends the process.");
        return new InvalidOperationException();
    }

    private static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
