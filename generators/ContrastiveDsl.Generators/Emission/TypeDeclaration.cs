using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>How a user's partial class is opened again in another file.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Namespace">Its namespace, keywords escaped; empty for the global one.</param>
/// <param name="Containers">The types around it from the outside in, each as <c>partial record Outer</c>.</param>
/// <param name="Identifier">Its name as source, keywords escaped.</param>
/// <param name="IsSealed">Whether the user's part says <c>sealed</c>, which excludes <c>static</c>.</param>
internal sealed record TypeDeclaration(TypeName Type, string Namespace, EquatableArray<string> Containers, string Identifier, bool IsSealed);
