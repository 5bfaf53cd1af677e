extern alias generator;

using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Emission;

public sealed class StepEmitterTests
{
    [Fact]
    public void Method_OfTheLanguage_HasItsOwnStep()
    {
        MethodCatalogue
            .All.Select(StepEmitter.Of)
            .Should()
            .OnlyHaveUniqueItems()
            .And.HaveCount(MethodCatalogue.All.Count);
    }
}
