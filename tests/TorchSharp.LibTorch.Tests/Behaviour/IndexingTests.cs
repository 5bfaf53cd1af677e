using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class IndexingTests
{
    [Fact]
    public void Indexers_WithNumbers_Select()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(24).reshape(2, 3, 4);

        x[1].shape.Should().Equal(3, 4);
        x[1, 2].Longs().Should().Equal(20, 21, 22, 23);
        x[1, 2, 3].item<long>().Should().Be(23);
        x[-1, 0, 0].item<long>().Should().Be(12);
    }

    [Fact]
    public void Indexers_WithSlices_AreViews()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(12).reshape(3, 4);

        x[.., 1..3].Longs().Should().Equal(1, 2, 5, 6, 9, 10);
        x[TensorIndex.Ellipsis, TensorIndex.Single(-1)].Longs().Should().Equal(3, 7, 11);
        x[TensorIndex.Slice(0, 3, 2), TensorIndex.Slice(1)].Longs().Should().Equal(1, 2, 3, 9, 10, 11);
        x[TensorIndex.None, 1].shape.Should().Equal(1, 4);
        x[.., ^1].add_(100);
        x[0, 3].item<long>().Should().Be(103);
    }

    [Fact]
    public void Indexers_WithTensors_Gather()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(12).reshape(3, 4);

        x[Numbers.Of([2L, 0L])].Longs().Should().Equal(8, 9, 10, 11, 0, 1, 2, 3);
        x[Numbers.Of([2L, 0L]), Numbers.Of([1L, 3L])].Longs().Should().Equal(9, 3);
        x[x > 9].Longs().Should().Equal(10, 11);
        x[TensorIndex.Colon, TensorIndex.Tensor(Numbers.Of([3L]))].Longs().Should().Equal(3, 7, 11);
        x[TensorIndex.Slice(1), TensorIndex.Tensor(Numbers.Of([0L, 0L]))].Longs().Should().Equal(4, 4, 8, 8);
    }

    [Fact]
    public void Assignment_WritesIntoTheTensor()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(2, 3);

        x[0] = torch.ones(3);
        x[1, 2] = 5;
        x[.., 0..1] = torch.full(2, 1, 7f);
        x[TensorIndex.Single(1), TensorIndex.Slice(1, 2)] = torch.full(1, 1, 4f);

        x.ShouldBe(7, 1, 1, 7, 4, 5);
        x[x > 4] = torch.zeros(1);
        x.ShouldBe(0, 1, 1, 0, 4, 0);
    }

    [Fact]
    public void IndexPut_Accumulates()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(3);

        x.index_put_(torch.ones(3), [Numbers.Of([0L, 0L, 2L])], accumulate: true);

        x.ShouldBe(2, 0, 1);
    }

    [Fact]
    public void GatherScatterAndTheirTwins_MoveElements()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1f, 2, 3, 4, 5, 6], 2, 3);
        var index = torch.full(2, 1, 2);

        x.gather(1, index).ShouldBe(3, 6);
        torch.zeros(2, 3).scatter(1, index, torch.ones(2, 1)).ShouldBe(0, 0, 1, 0, 0, 1);
        torch.ones(2, 3).scatter_add_(1, index, x).ShouldBe(1, 1, 2, 1, 1, 5);
        x.index_select(1, Numbers.Of([2L, 0L])).ShouldBe(3, 1, 6, 4);
        torch.zeros(3, 2).index_copy_(0, Numbers.Of([2L, 0L]), torch.arange(1, 5, 1, float32).view(2, 2)).ShouldBe(3, 4, 0, 0, 1, 2);
        torch.zeros(2).index_add_(0, Numbers.Of([1L, 1L]), torch.ones(2), 3).ShouldBe(0, 6);
        x.masked_fill(x > 4, -1).ShouldBe(1, 2, 3, 4, -1, -1);
        x.where(x > 2, torch.zeros(1)).ShouldBe(0, 0, 3, 4, 5, 6);
    }
}
