using VerifyXunit;

namespace ContrastiveDsl.Generators.Tests.Forms;

/// <summary>
/// Whatever form a declared class has: either everything compiles without a warning, generated code included; or every
/// error is ours, but for those that the class has without generated code too.
/// </summary>
public sealed class FormTests
{
    /// <summary>
    /// Forms for which that does not hold yet, with the errors that are too many. One that is mended has to be struck
    /// off.
    /// </summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        // Generated classes are sealed, and none of them knows that another declared class derives from it.
        ["derived from a generated class"] = "CS0509",
    };

    public static TheoryData<string> Forms => [.. FormMatrix.Forms];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_OfEveryDeclaredClass_HasNoErrorsButOurs(string form)
    {
        var violations = (await FormMatrix.OutcomesAsync(form)).SelectMany(outcome => outcome.Violations).ToArray();

        if (Open.TryGetValue(form, out var id))
        {
            violations.Should().NotBeEmpty("it is in the list of open forms");
            violations.Should().OnlyContain(violation => violation.StartsWith(id, StringComparison.Ordinal));
        }
        else
        {
            violations.Should().BeEmpty();
        }
    }

    /// <summary>Every open form is one of the matrix.</summary>
    [Fact]
    public void Open_EveryForm_Exists() => FormMatrix.Forms.Should().Contain(Open.Keys);

    /// <summary>
    /// What is reported, for every cell: ours first, then what the compiler says of such a class in any case.
    /// </summary>
    [Fact]
    public async Task Matrix_Findings_AreAsReviewed()
    {
        var lines = new List<string>();
        foreach (var form in FormMatrix.Forms)
        {
            lines.Add(form);
            lines.AddRange(Lines(await FormMatrix.OutcomesAsync(form)));
        }

        await Verifier.Verify(string.Join("\n", lines), "txt").UseDirectory("Snapshots").UseFileName("Matrix");
    }

    /// <summary>A line for what is reported alike; the attributes of the longest are not listed.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<FormOutcome> outcomes) =>
        outcomes
            .Where(outcome => outcome.Cell != FormMatrix.Elsewhere)
            .GroupBy(outcome => string.Join(", ", outcome.Ours.Concat(outcome.Compiler)), outcome => outcome.Cell)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(
                (group, index) =>
                    "    "
                    + (group.Key.Length == 0 ? "nothing" : group.Key)
                    + (index == 0 ? string.Empty : ": " + string.Join("; ", group))
            );
}
