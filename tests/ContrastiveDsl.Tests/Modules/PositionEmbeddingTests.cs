using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>Positions of images of other sizes.</summary>
public sealed class PositionEmbeddingTests
{
    private const int Width = 8;

    [Theory]
    [InlineData(4, 2)]
    [InlineData(7, 3)]
    [InlineData(3, 1)]
    [InlineData(2, 5)]
    public void Forward_OfAnotherSide_IsTheCubicConvolutionOfThePositions(int own, int side)
    {
        using var scope = NewDisposeScope();
        using var embedding = new PositionEmbedding((own * own) + 1, Width);
        embedding.to(ScalarType.Float64);
        var weights = embedding.get_parameter("pos_embedding")!;

        var found = embedding.call(zeros(1, (side * side) + 1, Width, ScalarType.Float64));

        var field = HostTensor.Read<double>(weights.detach());
        var expected = new double[((side * side) + 1) * Width];
        Array.Copy(field, expected, Width);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                for (var number = 0; number < Width; number++)
                {
                    expected[((1 + (row * side) + column) * Width) + number] = Sampled(
                        (y, x) => field[((1 + (y * own) + x) * Width) + number],
                        own,
                        (row + 0.5) * own / side - 0.5,
                        (column + 0.5) * own / side - 0.5
                    );
                }
            }
        }

        HostTensor
            .Read<double>(found.detach())
            .Zip(expected, (one, other) => Math.Abs(one - other))
            .Max()
            .Should()
            .BeLessThan(1e-12);
    }

    /// <summary>
    /// What is the same everywhere stays the same, and its gradient is as large as the tokens are many.
    /// </summary>
    [Fact]
    public void Forward_OfAnotherSide_HasAGradientOfAllItsTokens()
    {
        using var scope = NewDisposeScope();
        using var embedding = new PositionEmbedding(17, Width);
        var weights = embedding.get_parameter("pos_embedding")!;

        embedding.call(zeros(3, 10, Width)).sum().backward();

        var gradient = weights.grad!;
        gradient.narrow(1, 0, 1).allclose(full([1, 1, Width], 3.0f)).Should().BeTrue();
        gradient.narrow(1, 1, 16).sum(1).allclose(full([1, Width], 27.0f), rtol: 1e-5).Should().BeTrue();
    }

    [Fact]
    public void Forward_OfItsOwnSide_AddsThePositionsToTheBit()
    {
        using var scope = NewDisposeScope();
        using var embedding = new PositionEmbedding(17, Width);
        var tokens = randn(2, 17, Width);

        embedding.call(tokens).Equals(tokens + embedding.get_parameter("pos_embedding")!).Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Forward_OfTokensOfNoSquare_Throws(int tokens)
    {
        using var scope = NewDisposeScope();
        using var embedding = new PositionEmbedding(17, Width);

        embedding
            .Invoking(module => module.call(zeros(1, tokens, Width)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage($"{tokens} tokens are not those of a square image*");
    }

    /// <summary>Keys' cubic convolution with a = −3/4, the border repeated.</summary>
    private static double Sampled(Func<int, int, double> field, int side, double y, double x)
    {
        var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        var sum = 0.0;
        for (var row = top - 1; row <= top + 2; row++)
        {
            for (var column = left - 1; column <= left + 2; column++)
            {
                sum +=
                    Weight(y - row)
                    * Weight(x - column)
                    * field(Math.Clamp(row, 0, side - 1), Math.Clamp(column, 0, side - 1));
            }
        }

        return sum;
    }

    private static double Weight(double distance)
    {
        const double a = -0.75;
        var d = Math.Abs(distance);
        return d switch
        {
            <= 1 => (((a + 2) * d) - (a + 3)) * d * d + 1,
            < 2 => ((((d - 5) * d) + 8) * d - 4) * a,
            _ => 0,
        };
    }
}
