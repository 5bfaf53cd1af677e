using System;
using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>How a step's views come from the variable <c>pixels</c>, the images of the batch.</summary>
/// <param name="Description">What they are, in a sentence without its full stop.</param>
/// <param name="Views">The variables that hold views, in their order.</param>
/// <param name="Shapes">Their shapes, as a comment shows them.</param>
/// <param name="Result">
/// The expression that is the view, a pair of them, or a collection of more, by the variable with the batch.
/// </param>
internal sealed record ViewSampling(
    string Description,
    IReadOnlyList<string> Views,
    string Shapes,
    Func<string, string> Result
)
{
    /// <summary>
    /// The method that makes them where that takes statements, which the loop and whoever wants to look at views call.
    /// </summary>
    public const string Method = "SampleViews";

    /// <summary>The parameters of that method.</summary>
    public const string Parameters =
        Names.Data + ".ImageBatch pixels, " + Names.Randomness + ".RandomSource random, " + Names.Data + ".Batch batch";

    /// <summary>The statements before the result.</summary>
    public IReadOnlyList<ViewStatement> Statements { get; init; } = [];

    /// <summary>Whether they are made in a method of their own: what is one call stands where it is needed.</summary>
    public bool HasMethod => Statements.Count > 0;

    /// <summary>What the method returns.</summary>
    public string Type =>
        Views.Count switch
        {
            1 => Names.Tensor,
            2 => "(" + Names.Tensor + ", " + Names.Tensor + ")",
            _ => Names.Tensor + "[]",
        };

    /// <summary>The statement with which a step gets its views, those of its share of the batch.</summary>
    public string ShareStatement => StatementOf("share");

    /// <summary>The statement with which whoever wants to look at views gets those of a batch.</summary>
    public string Statement => StatementOf("batch");

    /// <summary>All views in a collection, behind either statement.</summary>
    public string Collection => Views.Count > 2 ? "drawn" : "[" + string.Join(", ", Views) + "]";

    /// <summary>
    /// All views in a collection as one expression, or <see langword="null"/> where that takes a statement.
    /// </summary>
    public string? CollectionCall =>
        Views.Count switch
        {
            1 => "[" + Call("batch") + "]",
            2 => null,
            _ => Call("batch"),
        };

    /// <summary>The same for the batch of a variable.</summary>
    public string StatementOf(string batch) =>
        Views.Count switch
        {
            1 => "var " + Views[0] + " = " + Call(batch) + ";",
            2 => "var (" + Views[0] + ", " + Views[1] + ") = " + Call(batch) + ";",
            _ => "var drawn = " + Call(batch) + ";",
        };

    private string Call(string batch) => HasMethod ? Method + "(pixels, random, " + batch + ")" : Result(batch);
}

/// <summary>A statement on the way to a step's views.</summary>
/// <param name="Code">The statement.</param>
/// <param name="Shape">The shape of what it makes, as a comment behind it, if it has one.</param>
/// <param name="Reason">A comment before it, with which a paragraph begins, if it has one.</param>
internal sealed record ViewStatement(string Code, string? Shape = null, string? Reason = null);
