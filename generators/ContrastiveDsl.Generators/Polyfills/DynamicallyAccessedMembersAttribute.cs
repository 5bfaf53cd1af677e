namespace System.Diagnostics.CodeAnalysis;

/// <summary>Known to the trimmer, absent from .NET Standard 2.0: members of a type that reflection reads.</summary>
/// <param name="memberTypes">Which members.</param>
internal sealed class DynamicallyAccessedMembersAttribute(DynamicallyAccessedMemberTypes memberTypes) : Attribute
{
    /// <summary>Which members.</summary>
    public DynamicallyAccessedMemberTypes MemberTypes { get; } = memberTypes;
}

/// <summary>Kinds of members, of which the language names these.</summary>
[Flags]
internal enum DynamicallyAccessedMemberTypes
{
    /// <summary>Public constructors.</summary>
    PublicConstructors = 3,

    /// <summary>Public properties.</summary>
    PublicProperties = 512,
}
