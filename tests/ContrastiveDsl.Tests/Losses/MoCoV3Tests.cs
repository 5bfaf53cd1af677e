using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class MoCoV3Tests : ScopedTests
{
    [Theory]
    [InlineData(2, 0.2)]
    [InlineData(64, 1)]
    public void Loss_EqualEmbeddingsInBothDirections_IsFourTemperaturesTimesTheLogarithm(int batch, double temperature)
    {
        var z = ones(batch, 8);
        var both = MoCoV3.Loss(z, z, temperature).item<float>() + MoCoV3.Loss(z, z, temperature).item<float>();
        both.Should().BeApproximately((float)(4 * temperature * Math.Log(batch)), 1e-5f);
    }

    [Fact]
    public void Loss_KeysInAnotherOrder_IsHigher()
    {
        var z = Numbers.Random(1, 8, 16).sub(0.5);
        var shifted = cat(new[] { z.narrow(0, 1, 7), z.narrow(0, 0, 1) }, 0);
        MoCoV3.Loss(z, z, 0.2).item<float>().Should().BeLessThan(MoCoV3.Loss(z, shifted, 0.2).item<float>() - 0.1f);
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        ((Action)(() => MoCoV3.Loss(ones(1, 8), ones(1, 8), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 2 images*there is 1*");
        foreach (var temperature in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => MoCoV3.Loss(ones(4, 8), ones(4, 8), temperature)))
                .Should()
                .Throw<ArgumentOutOfRangeException>();
        }
    }
}
