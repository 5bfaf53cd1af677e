// The excerpt of a loop that docs/performance.md shows.
using ContrastiveDsl.Optimization;

internal partial class Page
{
    internal static ParameterSet parameters = null!;
}
