namespace ContrastiveDsl.Testing;

/// <summary>What tests before have left behind, and would vanish while this one counts.</summary>
internal static class Garbage
{
    /// <summary>Collects it, with what its finalizers let go.</summary>
    internal static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
