extern alias generator;

using System.Globalization;
using generator::ContrastiveDsl.Generators.Emission;

namespace ContrastiveDsl.Generators.Tests.Emission;

public sealed class CSharpLiteralTests
{
    [Theory]
    [InlineData(0.07, "0.07")]
    [InlineData(1, "1.0")]
    [InlineData(0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(1e20, "1e20")]
    [InlineData(4.0 / 3.0, "1.3333333333333333")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(double.MaxValue, "1.7976931348623157e308")]
    [InlineData(double.Epsilon, "4.94065645841247e-324")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void Number_AsALiteral_IsTheShortestThatReadsBack(double value, string literal)
    {
        CSharpLiteral.Of(value).Should().Be(literal);
    }

    [Fact]
    public void Numbers_OfAllMagnitudes_ReadBackToTheSameBits()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                BitConverter
                    .DoubleToInt64Bits(double.Parse(CSharpLiteral.Of(value), CultureInfo.InvariantCulture))
                    .Should()
                    .Be(BitConverter.DoubleToInt64Bits(value));
            }
        }
    }

    [Theory]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("line\nend", "\"line\\nend\"")]
    public void Text_AsALiteral_IsEscaped(string text, string literal)
    {
        CSharpLiteral.Of(text).Should().Be(literal);
    }
}
