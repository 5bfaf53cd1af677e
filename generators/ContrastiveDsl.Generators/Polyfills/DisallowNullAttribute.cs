namespace System.Diagnostics.CodeAnalysis;

/// <summary>
/// Known to the compiler, absent from .NET Standard 2.0: what may be <see langword="null"/> is never set to it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DisallowNullAttribute : Attribute;
