using ContrastiveDsl.EndToEnd.Tests.Support;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>A theory about several processes, for machines with the launchers of both MPI libraries.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LaunchTheoryAttribute : TheoryAttribute
{
    private readonly bool isLong;

    public LaunchTheoryAttribute()
    {
        string[] launchers = [Launch.OpenMpi, Launch.Mpich];
        var missing = launchers.Where(launcher => !Launch.Has(launcher)).ToArray();
        Skip = missing.Length == 0 ? null : $"There is no {string.Join(" and no ", missing)} here.";
    }

    /// <summary>Whether it runs among the long tests only.</summary>
    public bool IsLong
    {
        get => isLong;
        init
        {
            isLong = value;
            Skip ??= value && !LongTheoryAttribute.Runs ? LongTheoryAttribute.Reason : null;
        }
    }
}
