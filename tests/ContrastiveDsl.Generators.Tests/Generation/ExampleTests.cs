using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ExampleTests
{
    [Fact]
    public Task Example_OfTheDesign_IsEmittedAsReviewed() => Generated.MatchesAsync(Sources.Clothes, "Example.Clothes");
}
