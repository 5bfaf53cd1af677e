using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>Methods by the names the field gives them.</summary>
internal static class MethodText
{
    internal static string Name(MethodKind method) => method switch
    {
        MethodKind.SimClr => "SimCLR",
        _ => method.ToString(),
    };

    internal static string Paper(MethodKind method) => method switch
    {
        MethodKind.SimClr => "Chen et al., 2020, arXiv:2002.05709",
        _ => "",
    };
}
