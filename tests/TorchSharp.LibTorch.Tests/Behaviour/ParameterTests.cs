using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class ParameterTests
{
    [Fact]
    public void NewParameter_StealsTheTensorsHandle()
    {
        var data = torch.ones(2);
        var handle = data.Handle;

        using var parameter = new Parameter(data);

        data.IsInvalid.Should().BeTrue();
        parameter.Handle.Should().Be(handle);
        parameter.requires_grad.Should().BeTrue();
        parameter.is_leaf.Should().BeTrue();
    }

    [Fact]
    public void NewParameter_TakesTheTensorsPlaceInItsScope()
    {
        Parameter parameter;
        Tensor data = torch.ones(1);
        using (NewDisposeScope())
        {
            parameter = new Parameter(data);
        }

        parameter.IsInvalid.Should().BeFalse("the tensor was made outside the scope");
        parameter.Dispose();
    }

    [Fact]
    public void ParameterOnAView_AccumulatesGradientsInPlaceKeepingStrides()
    {
        using var scope = NewDisposeScope();
        var weights = torch.zeros(18);
        var gradients = torch.zeros(18);
        using var parameter = new Parameter(torch.randn(2, 3, 1, 3));
        var start = parameter.detach().clone();
        var (view, gradient) = (ChannelsLast(weights), ChannelsLast(gradients));
        using (no_grad())
        {
            view.copy_(parameter);
            parameter.set_(view);
        }
        parameter.grad = gradient;

        for (var step = 1; step <= 2; step++)
        {
            nn.functional.conv2d(torch.ones(1, 3, 1, 3), parameter).sum().backward();

            parameter.grad!.stride().Should().Equal(9, 1, 9, 3);
            gradients.ShouldBe(Enumerable.Repeat((float)step, 18).ToArray());
        }
        using (no_grad())
        {
            weights.add_(gradients, -1);
        }
        parameter.detach().Floats().Should().Equal((start - 2).Floats());
        parameter.stride().Should().Equal(9, 1, 9, 3);
    }

    [Fact]
    public void GradIsSetToNull_IsNull()
    {
        using var parameter = new Parameter(torch.ones(2));
        parameter.sum().backward();

        parameter.grad = null;

        parameter.grad.Should().BeNull();
    }

    // [2, 3, 1, 3] whose channels lie next to each other in memory.
    private static Tensor ChannelsLast(Tensor flat) => flat.view(2, 1, 3, 3).permute(0, 3, 1, 2);
}
