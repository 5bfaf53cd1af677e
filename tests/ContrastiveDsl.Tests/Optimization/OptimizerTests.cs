using ContrastiveDsl.Optimization;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class OptimizerTests
{
    private static readonly string[] Kinds =
    [
        "sgd",
        "sgd-momentum",
        "sgd-nesterov",
        "adam",
        "adamw",
        "lars",
        "lars-sum-of-norms",
    ];

    public static IEnumerable<object[]> AllKinds => Kinds.Select(kind => new object[] { kind });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Step_RepeatedOnOneBatch_LowersTheLoss(string kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = Create(kind, set);
        var (images, targets) = (rand(new long[] { 16, 3, 8, 8 }), rand(new long[] { 16, 5 }));

        var first = TrainStep(net, set, optimizer, images, targets, 0.02);
        var last = first;
        for (var i = 0; i < 30; i++)
        {
            last = TrainStep(net, set, optimizer, images, targets, 0.02);
        }

        last.Should().BeLessThan(first);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void SaveAndLoad_BetweenSteps_GoOnWithTheSameBits(string kind)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = Create(kind, set);
        SetGradients(set, 1);
        optimizer.Step(0.1);
        SetGradients(set, 2);
        optimizer.Step(0.05);
        var writer = new StateWriter();
        writer.Module("net", net);
        optimizer.Save(writer.Scope("optimizer"));
        var checkpoint = Checkpoint.Save(folder.Path, 2, writer);

        using var again = new SmallNet();
        using var setAgain = new ParameterSet(again);
        using var optimizerAgain = Create(kind, setAgain);
        using (var reader = Checkpoint.Open(checkpoint))
        {
            reader.Module("net", again);
            optimizerAgain.Load(reader.Scope("optimizer"));
            reader.RequireAllRead();
        }

        SetGradients(set, 3);
        SetGradients(setAgain, 3);
        optimizer.Step(0.02);
        optimizerAgain.Step(0.02);

        foreach (var (expected, actual) in set.Groups.Zip(setAgain.Groups))
        {
            actual.Flat.Equals(expected.Flat).Should().BeTrue(expected.Name);
        }
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Step_NoGradientAndDecay_ShrinksWeightsAndLeavesBiasAndNorm(string kind)
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = Create(kind, set, weightDecay: 0.1);
        var (weights, biases) = (set.Weights.Flat.clone(), set.BiasAndNorm.Flat.clone());

        optimizer.Step(0.1);

        set.BiasAndNorm.Flat.Equals(biases).Should().BeTrue();
        var shrank = set.Weights.Flat.norm().item<float>() < weights.norm().item<float>();
        // With a gradient of zero this dialect takes no step at all.
        shrank.Should().Be(kind != "lars-sum-of-norms");
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Step_Anything_LeavesGradientsAndNoTensorsBehind(string kind)
    {
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var optimizer = Create(kind, set, weightDecay: 0.1);
        using var scope = NewDisposeScope();
        SetGradients(set, 7);
        var before = set.Groups.Select(group => group.FlatGradient!.clone()).ToArray();
        var alive = scope.DisposablesCount;

        optimizer.Step(0.1);

        scope.DisposablesCount.Should().Be(alive);
        set.Groups.Zip(before).Should().OnlyContain(pair => pair.First.FlatGradient!.Equals(pair.Second));
    }

    [Fact]
    public void Step_LarsWithOneTensorRescaled_MovesThatTensorAsFar()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var lars = new Lars(set, momentum: 0, trustCoefficient: 0.1);
        SetGradients(set, 4);
        using (no_grad())
        {
            Part(set.Weights, set.Weights.FlatGradient!, 1).mul_(1000.0);
        }

        var before = set.Weights.Flat.clone();
        lars.Step(0.5);

        for (var i = 0; i < set.Weights.Layout.Count; i++)
        {
            var moved = Part(set.Weights, set.Weights.Flat.sub(before), i).norm().item<float>();
            moved.Should().BeApproximately(0.5f * 0.1f * Part(set.Weights, before, i).norm().item<float>(), 1e-5f);
        }
    }

    /// <summary>Those of the weights go as far as without it.</summary>
    [Fact]
    public void Step_LarsWithARateOfBiases_MovesThemByThatShare()
    {
        using var scope = NewDisposeScope();
        var whole = Moved(1);
        var share = Moved(0.25);

        share.Weights.Equals(whole.Weights).Should().BeTrue();
        share.Biases.allclose(whole.Biases.mul(0.25), rtol: 1e-5, atol: 1e-7).Should().BeTrue();
        share.Biases.norm().item<float>().Should().BePositive();

        static (Tensor Weights, Tensor Biases) Moved(double biasRate)
        {
            manual_seed(11);
            using var net = new SmallNet();
            using var set = new ParameterSet(net);
            using var lars = new Lars(set, weightDecay: 1e-4, biasRate: biasRate);
            var before = set.Groups.Select(group => group.Flat.clone()).ToArray();
            for (var step = 0; step < 2; step++)
            {
                SetGradients(set, 6);
                lars.Step(0.5);
            }

            return (set.Weights.Flat.sub(before[0]), set.BiasAndNorm.Flat.sub(before[1]));
        }
    }

    [Fact]
    public void Step_ClippedLars_NeverMovesFartherThanTheGradientTimesTheRate()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var lars = new Lars(set, momentum: 0, trustCoefficient: 1e6, clipLearningRate: true);
        SetGradients(set, 5);
        var expected = set.Weights.Flat.sub(set.Weights.FlatGradient!.mul(0.5));

        lars.Step(0.5);

        set.Weights.Flat.allclose(expected, rtol: 1e-6, atol: 1e-7).Should().BeTrue();
    }

    [Fact]
    public void Step_FirstStepOfAWarmup_ChangesNothingEvenClipped()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var lars = new Lars(set, clipLearningRate: true);
        SetGradients(set, 6);
        var before = set.Weights.Flat.clone();

        lars.Step(0);

        set.Weights.Flat.Equals(before).Should().BeTrue();
    }

    [Fact]
    public void Constructor_ValuesOutOfRange_AreRefused()
    {
        using var net = new SmallNet();
        using var set = new ParameterSet(net);

        ((Action)(() => new Sgd(set, momentum: 1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Sgd(set, nesterov: true)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*Nesterov*");
        ((Action)(() => new Sgd(set, weightDecay: -1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Adam(set, beta2: 1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Adam(set, epsilon: 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Lars(set, trustCoefficient: 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Lars(set, biasRate: 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new Sgd(set).Step(double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static Optimizer Create(string kind, ParameterSet set, double weightDecay = 1e-4) =>
        kind switch
        {
            "sgd" => new Sgd(set, weightDecay: weightDecay),
            "sgd-momentum" => new Sgd(set, momentum: 0.9, weightDecay: weightDecay),
            "sgd-nesterov" => new Sgd(set, momentum: 0.9, weightDecay: weightDecay, nesterov: true),
            "adam" => new Adam(set, weightDecay: weightDecay),
            "adamw" => new AdamW(set, weightDecay: weightDecay),
            "lars" => new Lars(set, weightDecay: weightDecay, trustCoefficient: 0.02),
            "lars-sum-of-norms" => new Lars(
                set,
                weightDecay: weightDecay,
                trustCoefficient: 0.02,
                dialect: LarsDialect.SumOfNorms,
                nesterov: true
            ),
            _ => throw new ArgumentException(kind),
        };

    private static float TrainStep(
        SmallNet net,
        ParameterSet set,
        Optimizer optimizer,
        Tensor images,
        Tensor targets,
        double rate
    )
    {
        using var scope = NewDisposeScope();
        var loss = net.call(images).sub(targets).square().mean();
        set.ZeroGradients();
        loss.backward();
        optimizer.Step(rate);
        return loss.item<float>();
    }

    /// <summary>One parameter's part of a tensor laid out like the group, in memory order.</summary>
    private static Tensor Part(ParameterGroup group, Tensor flat, int index) =>
        flat.narrow(0, group.Layout[index].Offset, group.Layout[index].Length);

    /// <summary>Gradients that are the same for the same number, whatever other tests draw meanwhile.</summary>
    private static void SetGradients(ParameterSet set, double number)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in set.Groups)
        {
            for (var i = 0; i < group.Layout.Count; i++)
            {
                var length = group.Layout[i].Length;
                Part(group, group.FlatGradient!, i)
                    .copy_(arange(length).to(ScalarType.Float32).mul(number).add(i + 1.0).sin());
            }
        }
    }
}
