using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

/// <summary>The same seed gives the numbers that PyTorch gives; recorded from PyTorch 1.13.1.</summary>
public class RandomStreamTests
{
    [Fact]
    public void ManualSeed_FixesInitialisationAndDraws()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var linear = nn.Linear(3, 2);
        using var convolution = nn.Conv2d(2, 2, (1, 2));

        linear.weight.ShouldBe(0.04032508f, -0.34779212f, 0.18384182f, 0.18116128f, -0.30858037f, -0.08653163f);
        linear.bias!.ShouldBe(-0.33822793f, 0.14980665f);
        convolution.weight.ShouldBe(-0.13468385f, 0.35126835f, 0.35494316f, 0.05093521f, -0.21316099f, -0.2936806f, -0.05490983f, -0.14071405f);
        convolution.bias!.ShouldBe(0.22038043f, -0.42694807f);
        torch.randn(3).ShouldBe(0.02120138f, -0.36019382f, 0.56623673f);
        torch.rand(2).ShouldBe(0.87970418f, 0.62858909f);
        torch.randperm(6).Longs().Should().Equal(0, 4, 5, 1, 3, 2);
        torch.randint(0, 10, new long[] { 4 }).Longs().Should().Equal(3, 5, 6, 6);
        nn.functional.dropout(torch.ones(8), 0.5).ShouldBe(0, 0, 2, 2, 2, 2, 2, 2);
        torch.full(6, 0.3).bernoulli().ShouldBe(0, 1, 0, 1, 0, 0);
    }

    [Fact]
    public void Init_DrawsAsPyTorchDoes()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var vector = torch.empty(4);
        var square = torch.empty(2, 2);

        nn.init.trunc_normal_(vector, std: 0.5, a: -0.6, b: 0.6);
        vector.ShouldBe(-0.59163272f, -0.42737755f, -0.2128976f, -0.54964423f);
        nn.init.kaiming_normal_(square, nonlinearity: nn.init.NonlinearityType.ReLU);
        square.ShouldBe(0.0889781f, -0.61371803f, 0.04618245f, -1.36825919f);
        nn.init.xavier_uniform_(square);
        square.ShouldBe(-0.8577112f, -0.24135114f, -1.09203911f, -0.09943645f);
    }

    [Fact]
    public void RngState_Restored_RepeatsTheStream()
    {
        using var scope = NewDisposeScope();
        var state = get_rng_state();
        var first = torch.randn(100).Floats();

        set_rng_state(state);

        torch.randn(100).Floats().Should().Equal(first);
    }

    [Fact]
    public void OwnGenerator_DoesNotTouchTheDefaultOne()
    {
        using var scope = NewDisposeScope();
        using var own = new Generator(5);
        manual_seed(1);
        var expected = torch.rand(3).Floats();

        manual_seed(1);
        var first = torch.rand(3, generator: own).Floats();

        torch.rand(3).Floats().Should().Equal(expected);
        own.manual_seed(5);
        torch.rand(3, generator: own).Floats().Should().Equal(first);
    }

    [Fact]
    public void Dropout_InEvaluation_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var dropout = nn.Dropout(0.5);
        var x = torch.ones(1000);

        // Half of the values double and half vanish: the sum alone stays the same once in forty times.
        dropout.call(x).min().item<float>().Should().Be(0);
        dropout.eval();
        dropout.call(x).sum().item<float>().Should().Be(1000);
    }
}
