namespace ContrastiveDsl.Language;

/// <summary>From where a class can be reached, its containing types taken into account.</summary>
internal enum Visibility
{
    /// <summary>From inside a containing type only, or from derived ones.</summary>
    Private,

    /// <summary>From its assembly.</summary>
    Internal,

    /// <summary>From everywhere.</summary>
    Public,
}
