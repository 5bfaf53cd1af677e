namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A test that mounts file systems, which only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
