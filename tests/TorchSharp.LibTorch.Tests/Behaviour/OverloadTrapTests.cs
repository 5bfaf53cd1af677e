using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

/// <summary>Calls that compile and mean something else than they look like; both backends must agree on what.</summary>
public class OverloadTrapTests
{
    [Fact]
    public void Sum_OfLiteralZero_IsTheByteSumOverAll()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(6).reshape(2, 3);

        var all = x.sum(0);

        all.shape.Should().BeEmpty();
        all.dtype.Should().Be(ScalarType.Byte);
        x.sum(dim: 0).Longs().Should().Equal(3, 5, 7);
        var zero = 0;
        x.sum(zero).Longs().Should().Equal(3, 5, 7);
    }

    [Fact]
    public void Prod_OfLiteralZero_IsTheByteProductOverAll()
    {
        using var scope = NewDisposeScope();

        torch.arange(1, 4).prod(0).dtype.Should().Be(ScalarType.Byte);
    }

    [Fact]
    public void Norm_OfLiteralTwo_IsAlongDimensionTwo()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2, 3, 4);

        x.norm(2).shape.Should().Equal(2, 3);
        x.norm(2f).item<float>().Should().BeApproximately(MathF.Sqrt(24), 1e-5f);
    }

    [Fact]
    public void Equality_IsElementwise()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2f, 3f]);

        var equal = x == 2;

        equal.dtype.Should().Be(ScalarType.Bool);
        equal.data<bool>().ToArray().Should().Equal(false, true, false);
        (x != Numbers.Of([1f, 0f, 3f])).data<bool>().ToArray().Should().Equal(false, true, false);
        (2 < x).data<bool>().ToArray().Should().Equal(false, false, true);
    }

    [Fact]
    public void Equals_ComparesValues_HashCodesDoNot()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2);
        var y = torch.ones(2);

        x.Equals(y).Should().BeTrue();
        x.GetHashCode().Should().NotBe(y.GetHashCode());
    }

    [Fact]
    public void InPlaceOperations_ReturnTheSameObject()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(3);

        ReferenceEquals(x, x.add_(1).mul_(2).clamp_(0, 10).copy_(x).lerp_(x, x).zero_()).Should().BeTrue();
    }

    [Fact]
    public void Factories_InferElementTypesAsTorchSharpDoes()
    {
        using var scope = NewDisposeScope();

        torch.full(2, 1).dtype.Should().Be(ScalarType.Int64);
        torch.full(2, 0.5).dtype.Should().Be(ScalarType.Float32);
        torch.arange(3).dtype.Should().Be(ScalarType.Int64);
        torch.arange(0, 1, 0.25).dtype.Should().Be(ScalarType.Float32);
        torch.where(torch.ones(2) > 0, 1f, 0f).dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Grad_IsANewWrapperPerRead()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2, requires_grad: true);
        x.sum().backward();

        var first = x.grad!;

        ReferenceEquals(first, x.grad).Should().BeFalse();
        first.Dispose();
        x.grad!.ShouldBe(1, 1);
    }
}
