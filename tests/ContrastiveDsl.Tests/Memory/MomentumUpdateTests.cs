using ContrastiveDsl.Memory;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Tests.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class MomentumUpdateTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0)]
    [InlineData(1)]
    public void Step_Repeated_IsTheRecursionOfEveryParameter(double momentum)
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        using var predictor = nn.Linear(5, 5);
        using var onlineSet = new ParameterSet(online, predictor);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        using var noGrad = no_grad();
        var expected = target.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.clone());
        for (var step = 0; step < 5; step++)
        {
            foreach (var (name, parameter) in online.named_parameters())
            {
                parameter.add_(Numbers.Random(step, parameter.shape).sub(0.5));
                expected[name].mul_(momentum).add_(parameter, 1 - momentum);
            }

            MomentumUpdate.Step(targetSet, onlineSet, momentum);
        }

        foreach (var (name, parameter) in target.named_parameters())
        {
            parameter.Values().Should().Equal(expected[name].Values(), name);
        }
    }

    [Fact]
    public void Step_Once_MovesEveryParameterAndNoBuffer()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        using var onlineSet = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        online.call(Numbers.Random(1, 4, 3, 8, 8));
        using (no_grad())
        {
            // More than initial weights can differ, so that the target's grow.
            onlineSet.Weights.Flat.add_(4.0);
            onlineSet.BiasAndNorm.Flat.add_(4.0);
        }

        var parameters = target.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.Values());
        var buffers = target.named_buffers().ToDictionary(pair => pair.name, pair => pair.buffer.Values());
        MomentumUpdate.Step(targetSet, onlineSet, 0.9);

        foreach (var (name, parameter) in target.named_parameters())
        {
            parameter.Values().Zip(parameters[name]).Should().OnlyContain(pair => pair.First > pair.Second, name);
            parameter.requires_grad.Should().BeFalse();
        }

        buffers.Should().NotBeEmpty();
        foreach (var (name, buffer) in target.named_buffers())
        {
            buffer.Values().Should().Equal(buffers[name], name);
        }

        online
            .named_buffers()
            .Single(pair => pair.name == "bn1.running_mean")
            .buffer.Values()
            .Should()
            .NotEqual(buffers["bn1.running_mean"]);
    }

    [Fact]
    public void Step_AfterAForwardPass_LeavesTheOnlineNetworkTrainable()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        using var onlineSet = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        var images = Numbers.Random(1, 4, 3, 8, 8);
        var loss = online.call(images).sub(target.call(images)).square().sum();

        MomentumUpdate.Step(targetSet, onlineSet, 0.9);
        loss.backward();

        onlineSet.Weights.FlatGradient!.Values().Should().Contain(g => g != 0);
        targetSet.Weights.FlatGradient.Should().BeNull();
    }

    [Fact]
    public void Step_WrongArguments_SaysWhatIsWrong()
    {
        using var online = new SmallNet();
        using var target = new SmallNet();
        using var head = nn.Linear(2, 2);
        using var onlineSet = new ParameterSet(online);
        using var headSet = new ParameterSet(head);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        foreach (var momentum in new[] { -0.1, 1.1, double.NaN })
        {
            ((Action)(() => MomentumUpdate.Step(targetSet, onlineSet, momentum)))
                .Should()
                .Throw<ArgumentOutOfRangeException>()
                .WithMessage("*from 0 to 1*");
        }

        ((Action)(() => MomentumUpdate.Step(targetSet, headSet, 0.9)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*ForTarget*");
    }
}
