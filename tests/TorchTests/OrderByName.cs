using Xunit.Abstractions;

namespace ContrastiveDsl.Testing;

/// <summary>
/// Classes of tests by name. xUnit draws their order anew in each run, and with it what every test gets from Torch's
/// generator: one that fails for some weights would fail once in many runs, and never again when looked at.
/// </summary>
public sealed class OrderByName : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
