namespace ContrastiveDsl.Package.Tests;

/// <summary>The tests that share a built program.</summary>
[CollectionDefinition(Name)]
public sealed class BuiltProgramCollection : ICollectionFixture<BuiltProgram>
{
    internal const string Name = "Built program";
}
