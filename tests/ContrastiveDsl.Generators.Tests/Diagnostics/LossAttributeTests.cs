using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>What a custom loss is told that it gets is what the methods give.</summary>
public sealed class LossAttributeTests
{
    public static TheoryData<string> OfOtherTensors =>
        [
            .. MethodCatalogue
                .All.Select(method => method.CustomLoss)
                .Where(loss => !loss.Operands.StartsWith("two batches", StringComparison.Ordinal))
                .Select(loss => loss.Word)
                .Distinct(),
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
