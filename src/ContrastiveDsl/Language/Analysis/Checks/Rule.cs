namespace ContrastiveDsl.Language;

/// <summary>One rule of the language.</summary>
/// <param name="Id">Its id, <c>CDSLnnnn</c>, never used again.</param>
/// <param name="Severity">How much a finding weighs.</param>
/// <param name="Title">The rule in at most eight words.</param>
/// <param name="Message">
/// The message with {0}, {1} … for a finding's arguments: what is wrong, with the numbers, and what to write instead.
/// </param>
internal sealed record Rule(string Id, Severity Severity, string Title, string Message)
{
    /// <summary>
    /// Which of the arguments is the value of the setting that a finding is about, or <see langword="null"/> where none
    /// is: of a setting that nobody wrote it is not told.
    /// </summary>
    public int? Value { get; init; }
}

/// <summary>How much a finding weighs.</summary>
internal enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Very likely a mistake.</summary>
    Warning,

    /// <summary>Would crash, hang or provably not learn.</summary>
    Error,
}
