using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>What a custom loss is told that it gets is what the losses of the catalogue get.</summary>
public sealed class LossAttributeTests
{
    public static TheoryData<string> OfOtherTensors =>
        [
            .. LossCatalogue
                .All.Where(loss => loss.Operands.StartsWith("two batches", StringComparison.Ordinal) is false)
                .Select(loss => loss.Word),
        ];

    [Theory]
    [MemberData(nameof(OfOtherTensors))]
    public void Documentation_OfALossOfOtherTensors_NamesThem(string word)
    {
        var documentation = File.ReadAllText(
            Path.Combine(RulePage.Root(), "src", "ContrastiveDsl", "Language", "Attributes", "LossAttribute.cs")
        );
        LossCatalogue
            .Find(word)!
            .Arguments.Should()
            .OnlyContain(argument => documentation.Contains(argument, StringComparison.Ordinal));
    }
}
