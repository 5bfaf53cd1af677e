namespace ContrastiveDsl.Language;

/// <summary>A number that a loss or an optimizer is called with.</summary>
/// <param name="Name">The constant of the declared class, and the property of the attribute.</param>
/// <param name="Value">Its value.</param>
/// <param name="Summary">What it is, without a full stop.</param>
internal sealed record SettingConstant(string Name, double Value, string Summary)
{
    /// <summary>Whether the library's function takes it; otherwise the experiment reads it.</summary>
    public bool IsArgument { get; init; } = true;
}

/// <summary>A setting of a loss or an optimizer that is no number.</summary>
/// <param name="Name">The parameter, or <see langword="null"/> where its value says enough.</param>
/// <param name="Value">A truth value or a value of an enumeration.</param>
internal sealed record SettingChoice(string? Name, object Value);
