using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

/// <summary>A test of what needs import tables that are known: Linux on x86-64 with glibc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImportTableFactAttribute : FactAttribute
{
    public ImportTableFactAttribute() =>
        Skip = ImportTable.IsSupported ? null : "Import tables are known for Linux on x86-64 with glibc only.";
}
