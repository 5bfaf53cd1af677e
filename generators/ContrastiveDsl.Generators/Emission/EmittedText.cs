using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// An interpolated string on its way into an <see cref="IndentedWriter"/>. What is written must not depend on the
/// machine's culture, so only text, whole numbers and truth values are accepted; floating-point numbers go through
/// <see cref="CSharpLiteral"/>, and the compiler says so.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct EmittedText
{
    private const string UseLiteral = "Write CSharpLiteral.Of(value): the text must not depend on the culture.";

    private readonly IndentedWriter writer;

    /// <summary>Called by the compiler for text that is needed as a string.</summary>
    public EmittedText(int literalLength, int formattedCount)
        : this(literalLength, formattedCount, new IndentedWriter()) { }

    /// <summary>Called by the compiler for text that goes straight into a writer.</summary>
    public EmittedText(int literalLength, int formattedCount, IndentedWriter writer)
    {
        _ = literalLength;
        _ = formattedCount;
        this.writer = writer;
    }

    /// <summary>Writes the constant part.</summary>
    public void AppendLiteral(string value) => writer.Append(value.AsSpan());

    /// <summary>Writes text.</summary>
    public void AppendFormatted(string? value) => writer.Append(value.AsSpan());

    /// <summary>Writes text.</summary>
    public void AppendFormatted(ReadOnlySpan<char> value) => writer.Append(value);

    /// <summary>Writes a number without group separators.</summary>
    public void AppendFormatted(int value) => writer.Append(value.ToString(CultureInfo.InvariantCulture).AsSpan());

    /// <summary>Writes a number without group separators.</summary>
    public void AppendFormatted(long value) => writer.Append(value.ToString(CultureInfo.InvariantCulture).AsSpan());

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void AppendFormatted(bool value) => writer.Append((value ? "true" : "false").AsSpan());

    /// <summary>Refused by the compiler.</summary>
    [Obsolete(UseLiteral, error: true)]
    public void AppendFormatted(double value) => throw new NotSupportedException(UseLiteral);

    /// <summary>Refused by the compiler.</summary>
    [Obsolete(UseLiteral, error: true)]
    public void AppendFormatted(float value) => throw new NotSupportedException(UseLiteral);

    /// <summary>Refused by the compiler.</summary>
    [Obsolete(UseLiteral, error: true)]
    public void AppendFormatted(object? value) => throw new NotSupportedException(UseLiteral);

    /// <summary>The text, if it did not go into a writer of the caller's.</summary>
    public override string ToString() => writer.ToString();

    /// <summary>Everything has been written by now.</summary>
    internal void Complete() { }
}
