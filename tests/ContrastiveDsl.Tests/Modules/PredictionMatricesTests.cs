using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class PredictionMatricesTests : ScopedTests
{
    [Theory]
    [InlineData(new long[] { 6 })]
    [InlineData(new long[] { 3, 6 })]
    [InlineData(new long[] { 2, 3, 4, 6 })]
    public void Forward_EachStep_IsThatStepsMatrixTimesTheContext(long[] shape)
    {
        using var matrices = new PredictionMatrices(context: 6, features: 5, steps: 3);
        var contexts = Numbers.Random(1, shape);

        var predictions = matrices.call(contexts);

        predictions.shape.Should().Equal([.. shape[..^1], 3, 5]);
        for (var k = 0; k < 3; k++)
        {
            var matrix = matrices.state_dict()["weight"].Values().Skip(30 * k).Take(30).Chunk(6).ToArray();
            var expected = contexts
                .Values()
                .Chunk(6)
                .SelectMany(c => matrix.Select(row => row.Zip(c, (w, x) => w * x).Sum()));
            predictions.select(-2, k).ShouldEqual(Numbers.Floats(expected, [.. shape[..^1], 5]), 1e-5);
        }
    }

    [Fact]
    public void Forward_ContextsOfAnyStrides_GivesTheSame()
    {
        using var matrices = new PredictionMatrices(6, 5, 3);
        var contexts = Numbers.Random(1, 2, 3, 4, 6);

        matrices
            .call(contexts.permute(3, 0, 1, 2).contiguous().permute(1, 2, 3, 0))
            .ShouldEqual(matrices.call(contexts), 1e-6);
    }

    [Fact]
    public void Backward_OfOneStep_LeavesTheOtherMatricesAlone()
    {
        using var matrices = new PredictionMatrices(6, 5, 3);
        var contexts = Numbers.Random(1, 4, 6).requires_grad_();

        matrices.call(contexts).select(1, 1).sum().backward();

        matrices
            .get_parameter("weight")!
            .grad!.abs()
            .amax(1, 2)
            .Values()
            .Select(value => value > 0)
            .Should()
            .Equal(false, true, false);
        contexts.grad!.abs().max().item<float>().Should().BePositive();
    }

    [Fact]
    public void StateDict_Key_IsOneWeight()
    {
        using var matrices = new PredictionMatrices(16, 5, 3);

        matrices
            .state_dict()
            .Select(pair => $"{pair.Key} {string.Join(',', pair.Value.shape)}")
            .Should()
            .Equal("weight 3,5,16");
        matrices
            .get_parameter("weight")!
            .abs()
            .max()
            .item<float>()
            .Should()
            .BeInRange(0.2f, 0.25f, "240 numbers between -1/4 and 1/4 nearly reach the bounds");
    }

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        using var matrices = new PredictionMatrices(6, 5, 3);
        ((Action)(() => matrices.call(zeros(2, 5))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[..., 6]*[2, 5]*");
        ((Action)(() => new PredictionMatrices(0, 5, 3)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("context");
        ((Action)(() => new PredictionMatrices(6, 0, 3)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("features");
        ((Action)(() => new PredictionMatrices(6, 5, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("steps");
    }
}
