using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class MaskedContextTests : ScopedTests
{
    private const int Rows = 6;
    private const int Columns = 5;
    private const int Features = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Forward_AnotherRow_ChangesThatRowAndAsManyBelowAsThereAreLayers(int layers)
    {
        using var context = new MaskedContext(Features, layers);
        var input = Numbers.Random(1, 2, Rows, Columns, Features);
        for (var row = 0; row < Rows; row++)
        {
            var difference = Difference(context, input, other => other.select(1, row).mul_(-1));
            Enumerable
                .Range(0, Rows)
                .Where(r => difference[r].Max() > 0)
                .Should()
                .Equal(Enumerable.Range(row, Math.Min(layers + 1, Rows - row)), "row {0} changed", row);
        }
    }

    [Fact]
    public void Forward_AnotherCell_IsSeenOnBothSides()
    {
        using var context = new MaskedContext(Features, 2);

        var difference = Difference(context, Numbers.Random(1, 2, Rows, Columns, Features), other =>
            other.select(1, 3).select(1, 2).mul_(-1)
        );

        difference
            .Select(row => string.Concat(row.Select(value => value > 0 ? 'x' : '.')))
            .Should()
            .Equal(".....", ".....", ".....", "xxxxx", "xxxxx", "xxxxx");
    }

    [Fact]
    public void Forward_Values_AreThoseOfTheSums()
    {
        const int D = 3;
        using var context = new MaskedContext(D, 2);
        var input = Numbers.Random(1, 2, 4, 5, D).sub(0.5);

        var x = input.Values();
        for (var block = 0; block < 2; block++)
        {
            double[] Weights(string name) => context.state_dict()[$"blocks.{block}.{name}"].Values();
            x = Block(
                x,
                (2, 4, 5, D),
                Weights("conv1.weight"),
                Weights("conv1.bias"),
                Weights("conv2.weight"),
                Weights("conv2.bias")
            );
        }

        context.call(input).ShouldEqual(Numbers.Floats(x, 2, 4, 5, D), 1e-5);
        context
            .call(input.permute(0, 3, 1, 2).contiguous().permute(0, 2, 3, 1))
            .ShouldEqual(Numbers.Floats(x, 2, 4, 5, D), 1e-5);
    }

    [Fact]
    public void Forward_InTraining_GivesEveryWeightAGradientAndKeepsItsInput()
    {
        using var scope = NewDisposeScope();
        using var context = new MaskedContext(Features, 2);
        var input = Numbers.Random(1, 2, Rows, Columns, Features);
        var before = input.clone();
        var alive = scope.DisposablesCount;

        var output = context.call(input);

        scope.DisposablesCount.Should().Be(alive + 1);
        output.shape.Should().Equal(input.shape);
        input.ShouldEqual(before);
        output.square().sum().backward();
        context.parameters().Should().OnlyContain(parameter => parameter.grad!.abs().max().item<float>() > 0);
    }

    [Fact]
    public void StateDict_Keys_NameTheBlocks()
    {
        using var context = new MaskedContext(4, 2);

        context
            .state_dict()
            .Select(pair => $"{pair.Key} {string.Join(',', pair.Value.shape)}")
            .Should()
            .Equal(
                "blocks.0.conv1.weight 4,4,2,3",
                "blocks.0.conv1.bias 4",
                "blocks.0.conv2.weight 4,4,1,1",
                "blocks.0.conv2.bias 4",
                "blocks.1.conv1.weight 4,4,2,3",
                "blocks.1.conv1.bias 4",
                "blocks.1.conv2.weight 4,4,1,1",
                "blocks.1.conv2.bias 4"
            );
    }

    [Fact]
    public void WrongArguments_SayWhatIsWrong()
    {
        using var context = new MaskedContext(4, 1);
        ((Action)(() => context.call(zeros(2, 3, 3, 5))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[B, R, C, 4]*[2, 3, 3, 5]*");
        ((Action)(() => context.call(zeros(2, 9, 4)))).Should().Throw<ArgumentException>().WithMessage("*[2, 9, 4]*");
        ((Action)(() => new MaskedContext(0, 1)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("features");
        ((Action)(() => new MaskedContext(4, 0)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("layers");
    }

    /// <summary>By how much the context of each cell changes at most, [row][column], in any image.</summary>
    private static double[][] Difference(MaskedContext context, Tensor input, Action<Tensor> change)
    {
        using var noGrad = no_grad();
        var other = input.clone();
        change(other);
        return [.. context.call(other).sub(context.call(input)).abs().amax(0, 3).Values().Chunk(Columns)];
    }

    /// <summary>
    /// x + W2 · relu(W1 * x + b1) + b2, where W1 covers the row above and the cell's own, and cells outside are 0.
    /// </summary>
    private static double[] Block(
        double[] x,
        (int B, int R, int C, int D) size,
        double[] first,
        double[] firstBias,
        double[] second,
        double[] secondBias
    )
    {
        var (batch, rows, columns, features) = size;
        double At(int b, int r, int c, int d) =>
            r < 0 || c < 0 || c >= columns ? 0 : x[(((((b * rows) + r) * columns) + c) * features) + d];
        var result = new List<double>();
        for (var b = 0; b < batch; b++)
        {
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    var hidden = Enumerable
                        .Range(0, features)
                        .Select(o =>
                            Math.Max(
                                0,
                                firstBias[o]
                                    + (
                                        from d in Enumerable.Range(0, features)
                                        from i in Enumerable.Range(0, 2)
                                        from j in Enumerable.Range(0, 3)
                                        select first[(((((o * features) + d) * 2) + i) * 3) + j]
                                            * At(b, r + i - 1, c + j - 1, d)
                                    ).Sum()
                            )
                        )
                        .ToArray();
                    result.AddRange(
                        Enumerable
                            .Range(0, features)
                            .Select(o =>
                                At(b, r, c, o)
                                + secondBias[o]
                                + hidden.Select((h, d) => second[(o * features) + d] * h).Sum()
                            )
                    );
                }
            }
        }

        return [.. result];
    }
}
