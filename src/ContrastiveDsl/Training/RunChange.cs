namespace ContrastiveDsl.Training;

/// <summary>Something that is another thing now than when a run began.</summary>
/// <param name="Name">
/// The word by which it is allowed: <c>threads</c>, <c>device</c>, <c>versions</c>; or the setting, or
/// <c>declaration</c>.
/// </param>
/// <param name="What">What it is, in words.</param>
/// <param name="Then">As it was.</param>
/// <param name="Now">As it is.</param>
internal sealed record RunChange(string Name, string What, string Then, string Now)
{
    /// <summary>Steps that were completed when it changed; null while nothing was trained since.</summary>
    public long? Step { get; init; }
}
