namespace ContrastiveDsl.Hosting;

/// <summary>
/// What the user gave is wrong. Each problem is one line: what, with the numbers, and what to do instead.
/// </summary>
internal sealed class InputException(params IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>The problems, one line each.</summary>
    internal IReadOnlyList<string> Problems { get; } = problems;
}
