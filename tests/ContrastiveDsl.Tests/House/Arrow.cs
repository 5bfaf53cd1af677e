namespace ContrastiveDsl.Tests.House;

/// <summary>A type that names another one, in whatever way: a signature, a statement, an attribute.</summary>
/// <param name="From">The namespace and name of the type that names; of a nested one, the outermost type's.</param>
/// <param name="To">The namespace and name of the type that is named, likewise.</param>
internal sealed record Arrow((string Namespace, string Name) From, (string Namespace, string Name) To)
{
    public override string ToString() => $"{From.Namespace}.{From.Name} -> {To.Namespace}.{To.Name}";
}
