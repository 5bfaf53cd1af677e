using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A network of an experiment: encoder, head, or the momentum encoder's copy of one.</summary>
/// <param name="Property">The property that holds it.</param>
/// <param name="Key">What its weights are saved under.</param>
/// <param name="Type">Its class.</param>
/// <param name="Source">Its class as the experiment names it.</param>
/// <param name="Creation">The expression that makes it on the device.</param>
/// <param name="Summary">What it is.</param>
internal sealed record NetworkMember(string Property, string Key, TypeName Type, string Source, string Creation, string Summary)
{
    /// <summary>The property of the network that it follows, or empty for one that is trained.</summary>
    public string Follows { get; init; } = string.Empty;

    /// <summary>Whether it is trained by gradients.</summary>
    public bool IsTrained => Follows.Length == 0;
}
