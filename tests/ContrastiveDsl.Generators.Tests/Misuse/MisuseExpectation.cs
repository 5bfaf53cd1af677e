using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>A finding that a file of the corpus says it must have.</summary>
/// <param name="Severity">How much it weighs, or <see langword="null"/> where the file does not say.</param>
/// <param name="Id">Its id, or <see langword="null"/> for any rule of the library.</param>
/// <param name="Line">The line on which it begins, counted from 1, or <see langword="null"/> for any.</param>
internal sealed partial record MisuseExpectation(DiagnosticSeverity? Severity, string? Id, int? Line)
{
    /// <summary>How much of a finding is stated: what states more chooses first.</summary>
    public int Precision => (Id is null ? 0 : 4) + (Line is null ? 0 : 2) + (Severity is null ? 0 : 1);

    /// <summary>Whether a finding is the one that is meant.</summary>
    public bool IsMet(MisuseFinding finding) =>
        (Id is null ? finding.IsOurs : finding.Id == Id)
        && (Line is null || finding.Line == Line)
        && (Severity is null || finding.Severity == Severity);

    /// <inheritdoc/>
    public override string ToString() =>
        (Severity is { } severity ? MisuseFinding.Name(severity) + " " : string.Empty)
        + (Id ?? "any rule")
        + (Line is { } line ? " at line " + line : string.Empty);

    /// <summary>
    /// What the comments at the head of a file expect; <see langword="null"/> if they say nothing of it, nothing in the
    /// list for <c>none</c>.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <exception cref="FormatException">A line begins with <c>expect</c> but says neither a rule nor none.</exception>
    public static IReadOnlyList<MisuseExpectation>? Read(string source)
    {
        var expectations = new List<MisuseExpectation>();
        var isStated = false;
        foreach (var line in source.Split('\n').Select(line => line.Trim()).TakeWhile(IsHead))
        {
            if (Expect().Match(line) is not { Success: true } match)
            {
                continue;
            }

            isStated = true;
            var text = match.Groups["text"].Value;
            var stated = Stated().Matches(text).Select(Read).ToArray();
            if (stated.Length == 0 && !None().IsMatch(text))
            {
                throw new FormatException($"'{line}' names no rule. Write 'error CDSL2016 at line 7', or 'none'.");
            }

            expectations.AddRange(stated);
        }

        return isStated ? expectations : null;
    }

    private static MisuseExpectation Read(Match match)
    {
        var id = match.Groups["id"].Value.ToUpperInvariant();
        return new(
            match.Groups["severity"].Value.ToUpperInvariant() switch
            {
                "" => null,
                ['E', ..] => DiagnosticSeverity.Error,
                ['W', ..] => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            },
            Numbered().IsMatch(id) ? id : null,
            match.Groups["line"].Success
                ? int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture)
                : null
        );
    }

    private static bool IsHead(string line) =>
        line.TrimStart('\uFEFF') is "" or ['/', '/', ..] or ['/', '*', ..] or ['*', ..];

    [GeneratedRegex(@"^\W*expect(?:ed|s)?\b\s*[:=]?\s*(?<text>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Expect();

    /// <summary>Severity, id and line, in whatever words join them; an id that is no number is any rule.</summary>
    [GeneratedRegex(
        @"(?:(?<severity>error|warning|warn|information|info)s?\b\W*)?\b(?<id>CDSL[\w?*]*|CS\d{4})(?:\W*(?:(?:at|on|in|line|l)\b\W*){0,3}(?<=\b(?:line|l)\W*|:)(?<line>\d+))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(?:none|nothing|no\b|ok\b|clean)", RegexOptions.IgnoreCase)]
    private static partial Regex None();

    [GeneratedRegex(@"^(?:CDSL|CS)\d{4}$")]
    private static partial Regex Numbered();
}
