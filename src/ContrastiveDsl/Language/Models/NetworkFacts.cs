namespace ContrastiveDsl.Language;

/// <summary>What is known of a network of the library's that a method trains beside the declared parts.</summary>
/// <param name="Name">What it is.</param>
/// <param name="What">Its sizes, in words.</param>
/// <param name="Output">Shape of its output for N images.</param>
/// <param name="Parameters">Its trainable parameters.</param>
internal sealed record NetworkFacts(string Name, string What, string Output, long Parameters)
{
    /// <summary>Whether the momentum encoder has one of its own that follows it.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Whether it computes in bfloat16 where a run asks for that.</summary>
    public bool Multiplies { get; init; }
}
