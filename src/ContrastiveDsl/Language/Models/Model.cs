using System.Diagnostics.CodeAnalysis;

namespace ContrastiveDsl.Language;

/// <summary>
/// A part of what a declaration means. Fingerprints read its properties, which the trimmer therefore leaves in.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
internal abstract record Model;
