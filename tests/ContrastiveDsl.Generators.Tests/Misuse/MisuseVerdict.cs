namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>What a file of the corpus expected, against what came.</summary>
internal static class MisuseVerdict
{
    /// <summary>
    /// Says what is missing and what is too much; empty if all is as expected. Each finding meets one expectation.
    /// </summary>
    /// <param name="expectations">What the file states; <see langword="null"/> where it states nothing.</param>
    /// <param name="findings">What was reported.</param>
    public static string Of(IReadOnlyList<MisuseExpectation>? expectations, IReadOnlyList<MisuseFinding> findings)
    {
        if (expectations is null)
        {
            return "says nothing of what is expected. Begin it with '// expect: error CDSL2016 at line 7', or with '// expect: none'.";
        }

        var left = findings.ToList();
        var lines = new List<string>();
        foreach (var expectation in expectations.OrderByDescending(expectation => expectation.Precision))
        {
            if (left.FindIndex(expectation.IsMet) is >= 0 and var index)
            {
                left.RemoveAt(index);
            }
            else
            {
                lines.Add("    missing: " + expectation);
            }
        }

        lines.AddRange(left.Where(finding => finding.MustBeExpected).Select(finding => "    too much: " + finding));
        if (lines.Count == 0)
        {
            return string.Empty;
        }

        var expected = expectations.Count == 0 ? "none" : string.Join(", ", expectations);
        return $"expected {expected}, but:\n{string.Join("\n", lines)}";
    }
}
