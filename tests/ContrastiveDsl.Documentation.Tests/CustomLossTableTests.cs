using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Documentation.Tests;

/// <summary>The table of what a custom loss is given has each method, with the tensors that it gives.</summary>
public sealed partial class CustomLossTableTests
{
    [Fact]
    public void Table_HasTheTensorsOfEachMethod() =>
        Rows()
            .SelectMany(row =>
                row.Groups["methods"].Value.Split(", ").Select(method => (method, row.Groups["parameters"].Value))
            )
            .Should()
            .BeEquivalentTo(MethodCatalogue.All.Select(method => (method.Name, method.CustomLoss.Signature)));

    private static MatchCollection Rows() => Row().Matches(Repository.Read("docs/custom-code.md"));

    [GeneratedRegex(@"^\| (?<methods>[^|`]+) \| `(?<parameters>Tensor [^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
