using ContrastiveDsl.Declarations.Tests.Random;

namespace ContrastiveDsl.Declarations.Tests.Compiled;

/// <summary>What compiler and rules made of a declaration.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Ours">Ids of our errors, sorted.</param>
/// <param name="Compiler">Ids of the errors that it has without generated code, too.</param>
/// <param name="Faults">Everything that should not be said of it, or done with it.</param>
internal sealed record Outcome(
    Declaration Declaration,
    IReadOnlyList<string> Ours,
    IReadOnlyList<string> Compiler,
    IReadOnlyList<string> Faults
)
{
    /// <summary>Whether nobody found an error.</summary>
    public bool IsAccepted => Ours.Count == 0 && Compiler.Count == 0;

    /// <summary>Whether it is an experiment that can be trained for a few steps in a test.</summary>
    public bool IsTrainable { get; init; }

    /// <summary>The word of its experiment's method; empty where it declares none, or several.</summary>
    public string Method { get; } =
        Declaration
            .Classes.SelectMany(declared => declared.Uses)
            .Select(use => use.Word)
            .Where(word => Vocabulary.AttributeOf(word).IsSubclassOf(typeof(ExperimentAttribute)))
            .ToArray()
            is [var only]
            ? only
            : string.Empty;
}
