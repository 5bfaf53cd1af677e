using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Optimization;

/// <summary>
/// Steps whose weight decay changes, against the recursions of the papers in plain arithmetic, parameter by parameter.
/// </summary>
public sealed class ChangingDecayTests
{
    private const double Rate = 0.05;
    private const double Momentum = 0.9;
    private const double Trust = 0.02;
    private const double Epsilon = 1e-8;
    private static readonly double[] Decays = [0.04, 0.3, 0, 0.15];

    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd-nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("lars")]
    [InlineData("lars-sum-of-norms")]
    public void Step_DecayOfItsOwn_FollowsTheRecursion(string kind)
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = Create(kind, set);
        // What the constructor was told must not matter.
        optimizer.WeightDecay.Should().Be(7);
        var expected = set
            .Groups.SelectMany(
                (group, g) =>
                    group.Layout.Select((_, i) => new Recursion(kind, Part(group, group.Flat, i).Values(), g == 0))
            )
            .ToArray();

        for (var step = 1; step <= Decays.Length; step++)
        {
            var gradients = SetGradients(set, step);
            optimizer.Step(Rate, Decays[step - 1]);
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i].Step(step, gradients[i], Decays[step - 1]);
            }
        }

        var actual = set
            .Groups.SelectMany(group => group.Layout.Select((_, i) => Part(group, group.Flat, i)))
            .ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            actual[i].ShouldEqual(Numbers.Floats(expected[i].Weights), 3e-5);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Step_NoDecay_IsRefused(double decay)
    {
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = new Sgd(set);

        ((Action)(() => optimizer.Step(0.1, decay)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("weightDecay");
    }

    private static Optimizer Create(string kind, ParameterSet set) =>
        kind switch
        {
            "sgd" => new Sgd(set, Momentum, weightDecay: 7),
            "sgd-nesterov" => new Sgd(set, Momentum, weightDecay: 7, nesterov: true),
            "adam" => new Adam(set, weightDecay: 7),
            "adamw" => new AdamW(set, weightDecay: 7),
            "lars" => new Lars(set, Momentum, weightDecay: 7, trustCoefficient: Trust),
            _ => new Lars(set, Momentum, weightDecay: 7, trustCoefficient: Trust, dialect: LarsDialect.SumOfNorms),
        };

    private static double[][] SetGradients(ParameterSet set, int step)
    {
        using var noGrad = no_grad();
        var all = new List<double[]>();
        foreach (var group in set.Groups)
        {
            for (var i = 0; i < group.Layout.Count; i++)
            {
                var place = Part(group, group.FlatGradient!, i);
                var values = Enumerable
                    .Range(0, (int)place.numel())
                    .Select(n => Math.Sin((n * 0.7) + step + i) + 0.1)
                    .ToArray();
                place.copy_(Numbers.Floats(values));
                all.Add(values);
            }
        }

        return [.. all];
    }

    private static Tensor Part(ParameterGroup group, Tensor flat, int index) =>
        flat.narrow(0, group.Layout[index].Offset, group.Layout[index].Length);

    /// <summary>One parameter; only weights decay, and only they are scaled by LARS.</summary>
    private sealed class Recursion(string kind, double[] weights, bool isWeight)
    {
        private readonly double[] first = new double[weights.Length];
        private readonly double[] second = new double[weights.Length];

        public double[] Weights => weights;

        public void Step(int step, double[] gradient, double decay)
        {
            decay = isWeight ? decay : 0;
            var decayed = gradient.Zip(weights, (g, w) => g + (decay * w)).ToArray();
            var ratio =
                !isWeight || !kind.StartsWith("lars", StringComparison.Ordinal)
                    ? 1
                    : Trust
                        * Norm(weights)
                        / (kind == "lars" ? Norm(decayed) : Norm(gradient) + (decay * Norm(weights)) + Epsilon);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = kind switch
                {
                    "adam" => weights[i] - Adam(i, step, decayed[i]),
                    "adamw" => (weights[i] * (1 - (Rate * decay))) - Adam(i, step, gradient[i]),
                    "sgd-nesterov" => weights[i] - (Rate * (decayed[i] + (Momentum * Velocity(i, decayed[i])))),
                    _ => weights[i] - (Rate * Velocity(i, ratio * decayed[i])),
                };
            }
        }

        private double Velocity(int i, double update) => first[i] = (Momentum * first[i]) + update;

        private double Adam(int i, int step, double gradient)
        {
            first[i] = (0.9 * first[i]) + (0.1 * gradient);
            second[i] = (0.999 * second[i]) + (0.001 * gradient * gradient);
            return Rate
                * (first[i] / (1 - Math.Pow(0.9, step)))
                / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + Epsilon);
        }

        private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
    }
}
