using System.Runtime.InteropServices;
using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>
/// Wrong shapes give an exception. Some calls of TorchSharp end the process instead, matmul first of all; the library
/// calls those that throw, and a test process that survives shows it.
/// </summary>
public sealed class WrongShapeTests
{
    public static TheoryData<string> Products => ["mm", "bmm", "linear", "attention", "conv2d", "backward"];

    [Theory]
    [MemberData(nameof(Products))]
    public void Product_OfWrongShapes_Throws(string product)
    {
        using var scope = NewDisposeScope();
        var (matrix, batch) = (ones(2, 3, requires_grad: true), ones(2, 3, 4));
        Action act = product switch
        {
            "mm" => () => matrix.mm(ones(2, 3)),
            "bmm" => () => batch.bmm(ones(2, 3, 4)),
            "linear" => () => nn.functional.linear(matrix, ones(5, 4)),
            "attention" => () => nn.functional.scaled_dot_product_attention(batch, ones(2, 3, 5), batch),
            "conv2d" => () => nn.functional.conv2d(ones(1, 3, 5, 5), ones(4, 2, 3, 3)),
            _ => () => matrix.mul(2).backward(),
        };

        act.Should().Throw<ExternalException>();
    }

    [Fact]
    public void Modules_InputOfAnotherWidth_SayWhichTheyRead()
    {
        using var scope = NewDisposeScope();
        using var attention = new MultiHeadAttention(8, 2);
        using var predictions = new PredictionMatrices(8, 4, 2);
        using var context = new GruContext(8);

        attention
            .Invoking(module => module.call(ones(2, 5, 9)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, T, 8]*[2, 5, 9]*");
        attention
            .Invoking(module => module.call(ones(5, 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, T, 8]*[5, 8]*");
        predictions
            .Invoking(module => module.call(ones(2, 9)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[..., 8]*[2, 9]*");
        context
            .Invoking(module => module.call(ones(2, 3, 3, 9)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[B, R, C, 8]*[2, 3, 3, 9]*");
    }
}
