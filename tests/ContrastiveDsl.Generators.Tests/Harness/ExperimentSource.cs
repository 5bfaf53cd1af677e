namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>
/// An experiment that the tests of all methods vary. A method's tests derive theirs beside them, where it is found.
/// </summary>
/// <param name="Name">The class, in the namespace Shop.</param>
/// <param name="Source">Its declaration with all its parts.</param>
/// <param name="Setting">A setting in it for which -1 is an error: <c>BatchSize = 64</c>.</param>
internal abstract record ExperimentSource(string Name, string Source, string Setting)
{
    /// <summary>Those of all methods that have a file of tests.</summary>
    public static IReadOnlyList<ExperimentSource> All { get; } =
    [
        .. typeof(ExperimentSource)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ExperimentSource)))
            .Select(type => (ExperimentSource)Activator.CreateInstance(type)!),
    ];
}
