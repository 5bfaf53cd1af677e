using FluentAssertions.Execution;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Assertions about a run.</summary>
/// <param name="subject">The run.</param>
internal sealed class GeneratorRunAssertions(GeneratorRun subject)
{
    /// <summary>No file was written anew, and there are files.</summary>
    public void BeCached()
    {
        var reasons = subject.OutputReasons();
        Execute
            .Assertion.ForCondition(
                reasons.Count > 0 && reasons.All(reason => reason == IncrementalStepRunReason.Cached)
            )
            .FailWith("Expected every file to be cached, but the reasons are {0}.", reasons);
    }
}
