using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.LibTorch.Tests.Behaviour;

/// <summary>Layers and their functions; values recorded from PyTorch 1.13.1 or worked out by hand.</summary>
public class LayerTests
{
    private static Tensor Image => torch.arange(0, 16, 1, float32).reshape(1, 1, 4, 4);

    [Fact]
    public void BatchNorm_Trains_UpdatesItsStatistics()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1);
        var x = torch.arange(0, 16, 1, float32).reshape(1, 1, 4, 4);

        var y = norm.call(x);

        y.flatten().narrow(0, 0, 3).ShouldBe(-1.62697804f, -1.41004765f, -1.19311726f);
        norm.running_mean!.ShouldBe(0.75f);
        norm.running_var!.ShouldBe(3.1666667f);
        norm.num_batches_tracked!.item<long>().Should().Be(1);
        norm.eval();
        norm.call(x)[0, 0, 0, 0].item<float>().Should().BeApproximately(-0.75f / MathF.Sqrt(3.1666667f), 1e-4f);
        norm.num_batches_tracked!.item<long>().Should().Be(1);
    }

    [Fact]
    public void BatchNorm_WithoutStatistics_AlwaysUsesTheBatch()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm1d(1, affine: false, track_running_stats: false);
        norm.eval();

        norm.call(Numbers.Of([1f, 3f], 2, 1)).ShouldBe(-0.999995f, 0.999995f);
        norm.state_dict().Should().BeEmpty();
        norm.Invoking(n => n.call(torch.ones(2))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Normalisations_WithinSamples()
    {
        using var scope = NewDisposeScope();
        using var group = nn.GroupNorm(2, 4);
        using var layer = nn.LayerNorm(4);
        using var bare = nn.LayerNorm(new long[] { 4 }, elementwise_affine: false);

        group.call(Image.reshape(1, 4, 2, 2)).flatten().narrow(0, 0, 3).ShouldBe(-1.52752376f, -1.09108841f, -0.65465307f);
        layer.call(Image).flatten().narrow(0, 0, 2).ShouldBe(-1.34163547f, -0.447212f);
        bare.call(Image).flatten().narrow(0, 0, 2).ShouldBe(-1.34163547f, -0.447212f);
        layer.parameters().Should().HaveCount(2);
        bare.parameters().Should().BeEmpty();
    }

    [Fact]
    public void Convolution_WithPaddings()
    {
        using var scope = NewDisposeScope();
        using var plain = nn.Conv2d(1, 1, 3, stride: 2, padding: 1, bias: false);
        using var same = nn.Conv2d(1, 2, 3, Padding.Same);
        using var reflecting = nn.Conv2d(1, 1, (3, 1), padding: (1, 0), padding_mode: PaddingModes.Reflect, bias: false);
        nn.init.ones_(plain.weight);
        nn.init.ones_(reflecting.weight);

        plain.call(Image).ShouldBe(10, 24, 51, 90);
        same.call(Image).shape.Should().Equal(1, 2, 4, 4);
        reflecting.call(Image).flatten().narrow(0, 0, 4).ShouldBe(8, 11, 14, 17);
        plain.state_dict().Keys.Should().Equal("weight");
        same.state_dict().Keys.Should().BeEquivalentTo(["weight", "bias"]);
    }

    [Fact]
    public void Pooling_OverWindows()
    {
        using var scope = NewDisposeScope();
        using var pool = nn.MaxPool2d(2);

        pool.call(Image).ShouldBe(5, 7, 13, 15);
        nn.MaxPool2d(3, stride: 2, padding: 1).call(Image).ShouldBe(5, 7, 13, 15);
        F.avg_pool2d(Image, 2).ShouldBe(2.5f, 4.5f, 10.5f, 12.5f);
        nn.AdaptiveAvgPool2d(1).call(Image).ShouldBe(7.5f);
        F.adaptive_avg_pool2d(Image, (1, 2)).ShouldBe(6.5f, 8.5f);
        var (_, places) = pool.forward_with_indices(Image);
        places.Longs().Should().Equal(5, 7, 13, 15);
        nn.Flatten().call(torch.ones(2, 3, 4)).shape.Should().Equal(2, 12);
    }

    [Fact]
    public void GridSample_AtTheBorder()
    {
        using var scope = NewDisposeScope();
        var shift = Numbers.Of([1, 0, 0.25f, 0, 1, -0.1f], 1, 2, 3);
        var zoom = Numbers.Of([1.5f, 0, 0.25f, 0, 1.5f, -0.1f], 1, 2, 3);
        long[] size = [1, 1, 2, 2];

        F.grid_sample(Image, F.affine_grid(shift, size), padding_mode: GridSamplePaddingMode.Border, align_corners: false).ShouldBe(2.2f, 4.2f, 10.2f, 12.2f);
        F.grid_sample(Image, F.affine_grid(zoom, size), padding_mode: GridSamplePaddingMode.Reflection, align_corners: false).ShouldBe(0.5f, 3, 11.7f, 14.2f);
    }

    [Fact]
    public void Interpolate_InEveryMode()
    {
        using var scope = NewDisposeScope();
        long[] size = [2, 3];

        F.interpolate(Image, size, mode: InterpolationMode.Bilinear).ShouldBe(2.1666667f, 3.5f, 4.8333333f, 10.1666667f, 11.5f, 12.8333333f);
        F.interpolate(Image, size, mode: InterpolationMode.Bilinear, antialias: true)
            .ShouldBe(3.15714312f, 4.35714293f, 5.55714321f, 9.44285774f, 10.64285755f, 11.84285736f);
        F.interpolate(Image, [2, 2], mode: InterpolationMode.Bicubic).ShouldBe(2.03125f, 4.21875f, 10.78125f, 12.96875f);
        F.interpolate(Image, scale_factor: [0.5, 0.5]).ShouldBe(0, 2, 8, 10);
        F.interpolate(Image, [2, 2], mode: InterpolationMode.Area).ShouldBe(2.5f, 4.5f, 10.5f, 12.5f);
    }

    [Fact]
    public void Losses_AndSimilarities()
    {
        using var scope = NewDisposeScope();
        var logits = Numbers.Of([1, 2, 3, 0, 0, 1f], 2, 3);

        F.cross_entropy(logits, Numbers.Of([2L, 0L]), label_smoothing: 0.1).ShouldBe(1.01285863f);
        F.cross_entropy(logits, Numbers.Of([2L, -100L]), reduction: nn.Reduction.Sum).ShouldBe(0.40760596f);
        F.mse_loss(logits, torch.zeros(2, 3), nn.Reduction.None).shape.Should().Equal(2, 3);
        F.cosine_similarity(Numbers.Of([1f, 2], 1, 2), Numbers.Of([2f, 1], 1, 2)).ShouldBe(0.8f);
        F.normalize(Numbers.Of([3f, 4, 0, 0], 2, 2)).ShouldBe(0.6f, 0.8f, 0, 0);
        F.normalize(Numbers.Of([3f, 4], 2), dim: 0, p: 1).ShouldBe(3f / 7, 4f / 7);
        F.log_softmax(logits, 1).exp().sum(dim: 1).ShouldBe(1, 1);
    }

    /// <summary>Two queries, two keys of two numbers: scores are q·k / √2, and weights e^score over their sum.</summary>
    [Fact]
    public void Attention_WithEveryMask()
    {
        using var scope = NewDisposeScope();
        var root = MathF.Sqrt(2);
        var query = Numbers.Of([root, 0, 0, root], 1, 2, 2).requires_grad_();
        var key = Numbers.Of([1f, 2, 3, 1], 1, 2, 2);
        var value = Numbers.Of([1f, 0, 0, 1], 1, 2, 2);
        var allowed = torch.ones([2, 2], ScalarType.Bool).triu();
        float Share(float a, float b) => MathF.Exp(a) / (MathF.Exp(a) + MathF.Exp(b));

        F.scaled_dot_product_attention(query, key, value).ShouldBe(Share(1, 3), Share(3, 1), Share(2, 1), Share(1, 2));
        F.scaled_dot_product_attention(query, key, value, is_casual: true).ShouldBe(1, 0, Share(2, 1), Share(1, 2));
        F.scaled_dot_product_attention(query, key, value, allowed).ShouldBe(Share(1, 3), Share(3, 1), 0, 1);
        F.scaled_dot_product_attention(query, key, value, Numbers.Of([2f, 0, 0, 5], 2, 2)).ShouldBe(Share(3, 3), Share(3, 3), Share(2, 6), Share(6, 2));
        F.scaled_dot_product_attention(query, key, value, p: 1).ShouldBe(0, 0, 0, 0);
        F.scaled_dot_product_attention(query, key, value).select(2, 0).sum().backward();
        var slope = Share(1, 3) * Share(3, 1) / root;
        query.grad!.select(1, 0).ShouldBe(-2 * slope, slope);
        ((Action)(() => F.scaled_dot_product_attention(query, key, value, allowed, is_casual: true))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Pad_InEveryMode()
    {
        using var scope = NewDisposeScope();
        var row = Numbers.Of([1f, 2, 3], 1, 1, 3);

        F.pad(row, (1, 1)).ShouldBe(0, 1, 2, 3, 0);
        F.pad(row, (1, 0), value: 9).ShouldBe(9, 1, 2, 3);
        F.pad(row, (2, 0), PaddingModes.Reflect).ShouldBe(3, 2, 1, 2, 3);
        F.pad(row, (1, 1), PaddingModes.Replicate).ShouldBe(1, 1, 2, 3, 3);
        F.pad(row, new long[] { 1, 0 }, PaddingModes.Circular).ShouldBe(3, 1, 2, 3);
    }

    [Fact]
    public void Linear_FromParameters_SharesThem()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(nn.Parameter(Numbers.Of([1f, 2], 1, 2)), nn.Parameter(Numbers.Of([3f])));

        layer.call(torch.ones(1, 2)).ShouldBe(6);
        (layer.in_features, layer.out_features).Should().Be((2, 1));
    }
}
