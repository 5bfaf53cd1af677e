using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class AutogradTests
{
    [Fact]
    public void Backward_OfAPolynomial_GivesItsDerivative()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2f, 3f]).requires_grad_();

        (((x * x * x) - (4 * x)) / 2).sum().backward();

        x.grad!.ShouldBe(-0.5f, 4, 11.5f);
    }

    [Fact]
    public void Backward_WithASeed_WeighsTheOutputs()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(3, requires_grad: true);

        (x * 2).backward([Numbers.Of([1f, 0f, -1f])]);

        x.grad!.ShouldBe(2, 0, -2);
    }

    [Fact]
    public void Backward_Twice_NeedsTheGraphRetained()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(3, requires_grad: true);
        var y = x.exp().sum();

        y.backward(retain_graph: true);
        y.backward();

        x.grad!.ShouldBe(2 * MathF.E, 2 * MathF.E, 2 * MathF.E);
        y.Invoking(z => z.backward()).Should().Throw<System.Runtime.InteropServices.ExternalException>();
    }

    [Fact]
    public void Backward_ForSomeInputs_LeavesTheOthers()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (torch.ones(1, requires_grad: true), torch.ones(1, requires_grad: true));

        (a * b).sum().backward(inputs: [a]);

        a.grad!.ShouldBe(1);
        b.grad.Should().BeNull();
    }

    [Fact]
    public void NoGrad_RecordsNothingAndRestoresTheMode()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(1, requires_grad: true);

        using (no_grad())
        {
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad())
            {
                (x * 2).requires_grad.Should().BeTrue();
            }
            is_grad_enabled().Should().BeFalse();
        }

        is_grad_enabled().Should().BeTrue();
    }

    [Fact]
    public void InferenceMode_MakesTensorsThatAutogradRefuses()
    {
        using var scope = NewDisposeScope();
        Tensor made;
        using (inference_mode())
        {
            is_inference_mode_enabled().Should().BeTrue();
            made = torch.ones(2);
        }

        is_inference_mode_enabled().Should().BeFalse();
        (made + 1).ShouldBe(2, 2);
    }

    [Fact]
    public void GradMode_BelongsToTheThread()
    {
        using var mode = no_grad();
        var enabled = false;
        var thread = new Thread(() => enabled = is_grad_enabled());
        thread.Start();
        thread.Join();

        enabled.Should().BeTrue();
    }

    [Fact]
    public void Detach_SharesValuesWithoutHistory()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2, requires_grad: true);
        var y = (x * 3).detach();

        y.requires_grad.Should().BeFalse();
        y.is_leaf.Should().BeTrue();
        y.ShouldBe(3, 3);
    }

    [Fact]
    public void ZeroGrad_DropsOrZeroesGradients()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        layer.call(torch.ones(1, 2)).sum().backward();

        layer.zero_grad(set_to_none: false);
        layer.weight.grad!.ShouldBe(0, 0);
        layer.zero_grad();
        layer.weight.grad.Should().BeNull();
    }

    [Fact]
    public void ScalarOnTheLeft_IsDifferentiable()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([2f, 4f]).requires_grad_();

        ((1 / x) + (1.5 - x)).sum().backward();

        x.grad!.ShouldBe(-1.25f, -1.0625f);
    }
}
