using ContrastiveDsl.Modules;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>
/// The modules of vision transformers. One test records operators of all threads, hence no other may run meanwhile.
/// </summary>
public sealed class TransformerTests
{
    [Fact]
    public void Block_OfAnyWidth_HasTorchvisionsKeysInOrder()
    {
        using var block = new TransformerBlock(8, 2, 12);

        block
            .named_parameters()
            .Select(pair => $"{pair.name} {string.Join(',', pair.parameter.shape)}")
            .Should()
            .Equal(
                "ln_1.weight 8",
                "ln_1.bias 8",
                "self_attention.in_proj_weight 24,8",
                "self_attention.in_proj_bias 24",
                "self_attention.out_proj.weight 8,8",
                "self_attention.out_proj.bias 8",
                "ln_2.weight 8",
                "ln_2.bias 8",
                "mlp.0.weight 12,8",
                "mlp.0.bias 12",
                "mlp.3.weight 8,12",
                "mlp.3.bias 8"
            );
    }

    /// <summary>Nothing in a block knows the order of tokens.</summary>
    [Fact]
    public void Block_TokensInAnotherOrder_GivesTheSameInThatOrder()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var block = new TransformerBlock(8, 4, 12);
        var x = Numbers.Random(1, 2, 5, 8);

        block.call(x.flip(1)).allclose(block.call(x).flip(1), rtol: 1e-4, atol: 1e-5).Should().BeTrue();
    }

    [Fact]
    public void Block_Called_LeavesItsInputAlone()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var block = new TransformerBlock(8, 2, 12);
        var x = Numbers.Random(1, 2, 5, 8);
        var before = x.clone();

        block.call(x);

        x.Equals(before).Should().BeTrue();
    }

    [Fact]
    public void Attention_HeadsThatDoNotDivideTheWidth_AreRefused()
    {
        ((Action)(() => new MultiHeadAttention(8, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("3 heads cannot split a width of 8*");
        ((Action)(() => new MultiHeadAttention(8, 0)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("0 heads cannot split a width of 8*");
        ((Action)(() => new MultiHeadAttention(8, 4).Dispose())).Should().NotThrow();
    }

    [Theory]
    [InlineData(1, 8, Positions.Learned, "1 tokens are not those of a square image*")]
    [InlineData(6, 8, Positions.Learned, "6 tokens are not those of a square image*")]
    [InlineData(5, 6, Positions.SinCos, "A width of 6 has no room*")]
    [InlineData(5, 6, Positions.Learned, null)]
    [InlineData(2, 4, Positions.SinCos, null)]
    public void PositionEmbedding_OfASizeWithoutSense_IsRefused(
        int tokens,
        int width,
        Positions positions,
        string? message
    )
    {
        var create = () => new PositionEmbedding(tokens, width, positions).Dispose();

        if (message is null)
        {
            create.Should().NotThrow();
        }
        else
        {
            create.Should().Throw<ArgumentException>().WithMessage(message);
        }
    }

    [RecorderFact]
    public void WholeBlock_ForwardAndBackward_WaitsForNothing()
    {
        using var scope = NewDisposeScope();
        using var positions = new PositionEmbedding(5, 8);
        using var block = new TransformerBlock(8, 2, 12);
        var x = Numbers.Random(1, 2, 5, 8);
        using var recorder = new OperatorRecorder();

        block.call(positions.call(x)).square().sum().backward();

        recorder.Operators.Should().Contain("aten::gelu").And.Contain("aten::layer_norm");
        HiddenWaits.Among(recorder.Operators).Should().BeEmpty();
    }
}
