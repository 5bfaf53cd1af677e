namespace ContrastiveDsl.Optimization;

/// <summary>The curve that all schedules here share.</summary>
internal static class HalfCosine
{
    /// <summary>(1 + cos πx)/2: 1 at 0, 0 at 1.</summary>
    internal static double At(double x) => (1 + Math.Cos(Math.PI * x)) / 2;
}
