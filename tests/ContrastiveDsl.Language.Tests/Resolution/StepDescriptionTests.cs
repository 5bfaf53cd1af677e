using System.Globalization;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

/// <summary>What <c>describe</c> says of a step that changes pixels.</summary>
public sealed class StepDescriptionTests
{
    [Theory]
    [InlineData("Solarize", "Threshold", 0.25, "Solarize from 0.25, probability 0.2")]
    [InlineData("Posterize", "Bits", 4, "Posterize to 4 bits, probability 0.5")]
    [InlineData("Posterize", "Bits", 1, "Posterize to 1 bit, probability 0.5")]
    [InlineData("Sharpness", "MinFactor", 0.5, "Sharpness by 0.5 to 1.9, probability 0.5")]
    [InlineData("AutoContrast", "Probability", 0.25, "AutoContrast, probability 0.25")]
    [InlineData("RandomPhotometric", "Probability", 0.66, "RandomPhotometric, probability 0.66")]
    public void Describe_OfAStep_TellsItsSettings(string word, string setting, object value, string line)
    {
        Resolve
            .Views(Views(Word(word, (setting, value))))
            .Steps.Should()
            .ContainSingle()
            .Which.Describe(number => number.ToString(CultureInfo.InvariantCulture), 28)
            .Should()
            .Be(line);
    }
}
