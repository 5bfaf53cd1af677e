namespace ContrastiveDsl.Language;

/// <summary>The methods as the field writes them.</summary>
internal static class MethodNames
{
    /// <summary>The name of a method.</summary>
    public static string Of(MethodKind method) => MethodCatalogue.Of(method).Name;

    /// <summary>The name of the method that an attribute declares.</summary>
    public static string Of(string attribute) => MethodCatalogue.Find(attribute)?.Name ?? attribute;
}
