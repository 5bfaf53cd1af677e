namespace ContrastiveDsl.Language;

/// <summary>The methods as the field writes them.</summary>
internal static class MethodNames
{
    /// <summary>The name of a method.</summary>
    public static string Of(MethodKind method) => method switch
    {
        MethodKind.SimClr => "SimCLR",
        _ => method.ToString(),
    };

    /// <summary>The name of the method that an attribute declares.</summary>
    public static string Of(string attribute) => attribute == Words.SimClr ? "SimCLR" : attribute;
}
