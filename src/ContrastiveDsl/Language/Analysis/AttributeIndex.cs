using System.Globalization;

namespace ContrastiveDsl.Language;

/// <summary>
/// In which of a class's attributes of the language something is written; by default in none. It says where a
/// declaration says something, not what, and fingerprints leave it out.
/// </summary>
internal readonly record struct AttributeIndex
{
    private readonly int ordinal;

    private AttributeIndex(int ordinal) => this.ordinal = ordinal;

    /// <summary>No attribute: the class itself, or a default that nobody wrote.</summary>
    public static AttributeIndex None => default;

    /// <summary>Whether there is such an attribute.</summary>
    public bool IsWritten => ordinal > 0;

    /// <summary>Its index among the class's attributes of the language; −1 for none.</summary>
    public int Value => ordinal - 1;

    /// <summary>An attribute of the class.</summary>
    /// <param name="value">Its index among the class's attributes of the language, from 0.</param>
    public static implicit operator AttributeIndex(int value) => new(value + 1);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
