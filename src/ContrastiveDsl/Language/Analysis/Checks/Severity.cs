namespace ContrastiveDsl.Language;

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
