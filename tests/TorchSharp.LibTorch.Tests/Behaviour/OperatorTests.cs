using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

/// <summary>Values worked out by hand: mostly that arguments reach the right places of libtorch's schemas.</summary>
public class OperatorTests
{
    [Fact]
    public void Arithmetic_WithTensorsAndNumbers()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2f, -3f]);
        var y = Numbers.Of([2f, 4f, 2f]);

        (x + y).ShouldBe(3, 6, -1);
        (x - y).ShouldBe(-1, -2, -5);
        (x * y).ShouldBe(2, 8, -6);
        (x / y).ShouldBe(0.5f, 0.5f, -1.5f);
        (x % y).ShouldBe(1, 2, 1);
        (2 - x).ShouldBe(1, 0, 5);
        (6 / y).ShouldBe(3, 1.5f, 3);
        (-x).ShouldBe(-1, -2, 3);
        x.add(y, 0.5).ShouldBe(2, 4, -2);
        x.add(10, 2).ShouldBe(21, 22, 17);
        x.div(y, RoundingMode.floor).ShouldBe(0, 0, -2);
        x.div(2, RoundingMode.trunc).ShouldBe(0, 1, -1);
        x.pow(2).ShouldBe(1, 4, 9);
        y.pow(Numbers.Of([0.5f, 0.5f, -1f])).ShouldBe(MathF.Sqrt(2), 2, 0.5f);
        x.lerp(y, Numbers.Of([0.5f, 0, 1])).ShouldBe(1.5f, 2, 2);
        x.addcmul(y, y, 0.5).ShouldBe(3, 10, -1);
        x.addcdiv(x, y, 2).ShouldBe(2, 3, -6);
        x.addcdiv(x, y).ShouldBe(1.5f, 2.5f, -4.5f);
        x.maximum(y).ShouldBe(2, 4, 2);
        x.minimum(y).ShouldBe(1, 2, -3);
        x.clamp(-1, 1.5).ShouldBe(1, 1.5f, -1);
        x.clamp(max: 1).ShouldBe(1, 1, -3);
        x.clamp_min(0).ShouldBe(1, 2, 0);
        (5 - torch.arange(3)).dtype.Should().Be(int64);
        (1.5 - torch.arange(3)).ShouldBe(1.5f, 0.5f, -0.5f);
    }

    [Fact]
    public void Functions_OfOneArgument()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([0.25f, 1f, 4f]);

        x.sqrt().ShouldBe(0.5f, 1, 2);
        x.rsqrt().ShouldBe(2, 1, 0.5f);
        x.square().ShouldBe(0.0625f, 1, 16);
        x.log().exp().ShouldBe(0.25f, 1, 4);
        x.neg().abs().ShouldBe(0.25f, 1, 4);
        x.neg().relu().ShouldBe(0, 0, 0);
        x.neg().sigmoid().ShouldBe(0.437823f, 0.268941f, 0.017986f);
        x.floor().ShouldBe(0, 1, 4);
        x.round().ShouldBe(0, 1, 4);
        torch.atan2(Numbers.Of([1f]), Numbers.Of([-1f])).ShouldBe(0.75f * MathF.PI);
        torch.isfinite(Numbers.Of([1f, float.NaN, float.PositiveInfinity])).data<bool>().ToArray().Should().Equal(true, false, false);
        torch.isnan(Numbers.Of([1f, float.NaN])).data<bool>().ToArray().Should().Equal(false, true);
    }

    [Fact]
    public void Reductions_OverAllAndOverDimensions()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2, 3, 4, 5, 9], 2, 3);

        x.sum().ShouldBe(24);
        x.sum(dim: 1, keepdim: true).shape.Should().Equal(2, 1);
        x.sum(0, 1).ShouldBe(24);
        x.sum(new long[] { 0 }).ShouldBe(5, 7, 12);
        x.mean().ShouldBe(4);
        x.mean(new long[] { 1 }).ShouldBe(2, 6);
        x.mean(new long[] { 0, 1 }, keepdim: true, type: float64).item<double>().Should().Be(4);
        x.var(1L).ShouldBe(1, 7);
        x.var(1L, unbiased: false).ShouldBe(2f / 3, 14f / 3);
        x.std(1L, unbiased: true, keepdim: true).shape.Should().Equal(2, 1);
        x.std(unbiased: false).ShouldBe(MathF.Sqrt(40f / 6));
        x.amax(1L).ShouldBe(3, 9);
        x.amin(new long[] { 0 }, keepdim: true).shape.Should().Equal(1, 3);
        x.max().ShouldBe(9);
        x.argmax().item<long>().Should().Be(5);
        x.argmin(0).Longs().Should().Equal(0, 0, 0);
        x.cumsum(1).ShouldBe(1, 3, 6, 4, 9, 18);
        x.norm().ShouldBe(MathF.Sqrt(136));
        x.norm(1, p: 1f).ShouldBe(6, 18);
        x.logsumexp(1).ShouldBe(3.407606f, 9.024745f);
        x.softmax(1).sum(dim: 1).ShouldBe(1, 1);
        (x > 0).all().item<bool>().Should().BeTrue();
        (x > 8).any(1).data<bool>().ToArray().Should().Equal(false, true);
    }

    [Fact]
    public void OrderingOperations_ReturnValuesAndPlaces()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([3f, 1, 2]);

        var (values, places) = x.topk(2);
        values.ShouldBe(3, 2);
        places.Longs().Should().Equal(0, 2);
        (values, places) = x.sort(descending: true, stable: true);
        values.ShouldBe(3, 2, 1);
        places.Longs().Should().Equal(0, 2, 1);
        (values, places) = x.max(0);
        values.ShouldBe(3);
        places.item<long>().Should().Be(0);
        x.argsort().Longs().Should().Equal(1, 2, 0);
    }

    [Fact]
    public void ShapeOperations_AreViewsOfTheSameElements()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(6).reshape(2, 3);

        x.t().contiguous().Longs().Should().Equal(0, 3, 1, 4, 2, 5);
        x.unsqueeze(0).squeeze(0).shape.Should().Equal(2, 3);
        x.unsqueeze(-1).expand(2, 3, 4).stride().Should().Equal(3, 1, 0);
        x.repeat(2, 1).shape.Should().Equal(4, 3);
        x.repeat_interleave(2, 0).Longs().Should().Equal(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        x.chunk(2, 1).Select(piece => piece.shape[1]).Should().Equal(2, 1);
        x.split(new long[] { 1, 2 }, 1)[1].Longs().Should().Equal(1, 2, 4, 5);
        x.split(1).Should().HaveCount(2);
        x.narrow(1, 1, 2).Longs().Should().Equal(1, 2, 4, 5);
        x.flip(1).Longs().Should().Equal(2, 1, 0, 5, 4, 3);
        x.flatten().unfold(0, 2, 2).shape.Should().Equal(3, 2);
        x.as_strided([2, 2], [1, 2], 1).Longs().Should().Equal(1, 3, 2, 4);
        x.diagonal().Longs().Should().Equal(0, 4);
        torch.ones(3).diag().sum().item<float>().Should().Be(3);
        torch.cat([x, x], 1).shape.Should().Equal(2, 6);
        torch.stack([x, x]).shape.Should().Equal(2, 2, 3);
        x.permute(1, 0).is_contiguous().Should().BeFalse();
    }

    [Fact]
    public void MatrixProducts_AndFactories()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2, 3, 4], 2, 2);

        x.matmul(torch.eye(2)).ShouldBe(1, 2, 3, 4);
        x.mm(x).ShouldBe(7, 10, 15, 22);
        torch.bmm(x.unsqueeze(0), x.unsqueeze(0)).ShouldBe(7, 10, 15, 22);
        torch.linspace(0, 1, 3).ShouldBe(0, 0.5f, 1);
        torch.zeros(2L, 3L).shape.Should().Equal(2, 3);
        torch.full_like(x, 2).ShouldBe(2, 2, 2, 2);
        x.ones_like(float64).dtype.Should().Be(float64);
    }

    [Fact]
    public void LongLists_ReachTheOperator()
    {
        using var scope = NewDisposeScope();
        var parts = Enumerable.Range(0, 2000).Select(i => torch.full(1, i)).ToArray();

        torch.cat(parts).sum().item<long>().Should().Be(1999 * 1000);
    }
}
